"""The platform's desks: operators, people and their roles, files, and the audit to read."""

from django import forms
from django.contrib import admin, messages

from deepguard.admin_base import ReadOnlyAdmin, TenantAdmin
from deepguard.errors import RuleViolation
from deepguard.models import Attachment, AuditEvent, Membership, Operator, Role, Scope, User
from deepguard.services import people


@admin.register(Operator)
class OperatorAdmin(TenantAdmin):
    acts = {"view": "operator.view", "change": "operator.edit"}
    audited = ("name", "short_name", "time_zone", "approve_own_limits")
    list_display = audited
    fields = audited


class InviteForm(forms.ModelForm):
    """A new person always comes with a first role, so that nobody is left outside every operator."""

    operator = forms.ModelChoiceField(queryset=Operator.objects.none())
    role = forms.ChoiceField(choices=Role.choices)
    scope = forms.ChoiceField(choices=Scope.choices)

    class Meta:
        model = User
        fields = ("email", "name", "units", "time_zone")


@admin.register(User)
class UserAdmin(TenantAdmin):
    """An Admin changes people who belong to no operator but those the Admin administers."""

    acts = {"view": "member.view", "add": "member.edit", "change": "member.edit"}
    audited = ("email", "name", "is_active", "units", "time_zone")
    list_display = ("email", "name", "is_active", "last_login")
    search_fields = ("email", "name")
    fields = audited

    def get_form(self, request, obj=None, change=False, **options):
        if obj is not None:
            return super().get_form(request, obj, change, **options)
        form = super().get_form(request, obj, change, form=InviteForm, fields=None)
        whole = request.user.access.operators_for("member.edit")
        form.base_fields["operator"].queryset = Operator.objects.filter(pk__in=whole)
        return form

    def get_fields(self, request, obj=None):
        return self.fields if obj else (*InviteForm.Meta.fields, "operator", "role", "scope")

    def has_view_permission(self, request, obj=None):
        return self._may(request, "view")

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return self._may(request, "change")
        return obj.access.operators <= request.user.access.operators_for("member.edit")

    def save_model(self, request, obj, form, change):
        if change:
            before = self._facts(User.objects.get(pk=obj.pk))
            people.save_person(obj, by=request.user, before=before, after=self._facts(obj))
        else:
            facts = form.cleaned_data
            people.invite(
                obj, operator=facts["operator"], role=facts["role"], scope=facts["scope"], by=request.user
            )
            messages.info(request, "They set a password by “Forgot the password?” on the sign-in page.")


@admin.register(Membership)
class MembershipAdmin(TenantAdmin):
    acts = {"view": "member.view", "add": "member.edit", "change": "member.edit"}
    audited = ("user", "operator", "role", "scope")
    list_display = ("user", "operator", "role", "scope")
    list_filter = ("operator", "role", "scope")
    fields = audited
    actions = ("revoke",)

    def get_readonly_fields(self, request, obj=None):
        return ("user", "operator") if obj else ()

    @admin.action(description="Revoke these roles", permissions=["change"])
    def revoke(self, request, memberships):
        for membership in memberships:
            try:
                people.revoke(membership, by=request.user)
            except RuleViolation as refusal:
                messages.error(request, refusal.message)


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    acts = {"view": "audit.view"}
    list_display = ("at", "event", "target_name", "actor", "operator")
    list_filter = ("operator",)
    search_fields = ("event", "target_name", "target_uid")
    list_select_related = ("actor", "operator")


@admin.register(Attachment)
class AttachmentAdmin(ReadOnlyAdmin):
    acts = {"view": "attachment.view"}
    list_display = ("name", "content_type", "size", "added_by", "added_at", "withdrawn_at")
    list_filter = ("operator",)
    exclude = ("content",)
    search_fields = ("name", "sha256")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    def get_readonly_fields(self, request, obj=None):
        return [name for name in super().get_readonly_fields(request, obj) if name != "content"]

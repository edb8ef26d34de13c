"""The base of every desk in the stewards' admin: one tenancy, one table of acts, one audit."""

from urllib.parse import urlencode

from django.contrib import admin
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse

from deepguard import audit
from deepguard.acts import may, require


def scoped(queryset, user):
    """What of it the person may see; a table without tenancy stays whole."""
    return queryset.visible_to(user) if hasattr(queryset, "visible_to") else queryset


class VisibleRelatedFilter(admin.RelatedFieldListFilter):
    """A filter by relation that offers visible rows only."""

    def field_choices(self, field, request, model_admin):
        rows = scoped(field.remote_field.model._default_manager.all(), request.user)
        return [(row.pk, str(row)) for row in rows]


class TenantAdmin(admin.ModelAdmin):
    """Scopes rows, choices, filters and history to what the person may see; asks `acts`; audits every save.

    `acts` maps view, add and change to acts; what is not named is not possible. Nothing is deleted here.
    `audited` names the fields whose values go into the audit: an allow-list, never secrets.
    """

    acts: dict[str, str] = {}
    audited: tuple[str, ...] = ()
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request):
        return scoped(super().get_queryset(request), request.user)

    def has_module_permission(self, request):
        return self._may(request, "view")

    def has_view_permission(self, request, obj=None):
        return self._may(request, "view", obj)

    def has_add_permission(self, request):
        return self._may(request, "add")

    def has_change_permission(self, request, obj=None):
        return self._may(request, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_foreignkey(self, db_field, request, **options):
        options.setdefault("queryset", self._choices(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(self, db_field, request, **options):
        options.setdefault("queryset", self._choices(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **options)

    def get_list_filter(self, request):
        return [self._scoped_filter(name) for name in super().get_list_filter(request)]

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        """Save and audit; the row after the save must still be one the person may change."""
        before = self._facts(self.model._base_manager.get(pk=obj.pk)) if change else None
        obj.save()
        require(request.user, self.acts["change" if change else "add"], obj)
        event = f"{self.opts.model_name}.{'changed' if change else 'created'}"
        audit.record(event, obj, by=request.user, before=before, after=self._facts(obj))

    def history_view(self, request, object_id, extra_context=None):
        """The history of a row is its audit."""
        row = self.get_object(request, object_id)
        target = getattr(row, "uid", object_id)
        return redirect(f"{reverse('audit')}?{urlencode({'target': target})}")

    def log_addition(self, request, obj, message):
        """The audit is the only trail."""

    def log_change(self, request, obj, message):
        """The audit is the only trail."""

    def _may(self, request, deed: str, thing=None) -> bool:
        return deed in self.acts and may(request.user, self.acts[deed], thing)

    def _choices(self, db_field, request):
        return scoped(db_field.remote_field.model._default_manager.all(), request.user)

    def _scoped_filter(self, name):
        is_relation = isinstance(name, str) and "__" not in name and self.opts.get_field(name).is_relation
        return (name, VisibleRelatedFilter) if is_relation else name

    def _facts(self, row) -> dict:
        return {name: str(getattr(row, name)) for name in self.audited}


class ReadOnlyAdmin(TenantAdmin):
    """A desk to look at: append-only rows."""

    def get_readonly_fields(self, request, obj=None):
        return [field.name for field in self.opts.fields]

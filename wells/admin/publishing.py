"""Desks whose save publishes the well: once a save, inside `editing`, with the reason the steward gave."""

from django import forms
from django.contrib import admin

from deepguard.acts import may
from deepguard.admin_base import TenantAdmin
from wells.models import Door
from wells.services.editing import editing

KEPT = ("uid", "well", "ordinal", "present", "private", "known_empty")


class PublishingForm(forms.ModelForm):
    """The facts of a row, why they change, and the revision the steward looked at."""

    why = forms.CharField(label="Why", max_length=2000, help_text="Stays with the revision for good.")
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk and "based_on" in self.fields:
            self.fields["based_on"].initial = well_of(self.instance).head


class PublishingAdmin(TenantAdmin):
    """`save_model` keeps still; `save_related` saves row and inlines together and publishes what they say.

    Raises Stale (409) when the well has moved on and RuleViolation (422) when the document that comes out is
    refused; nothing is stored then.
    """

    acts = {"view": "well.view", "change": "well.edit"}
    form = PublishingForm
    actions = None

    def formfield_for_dbfield(self, db_field, request, **options):
        return nothing_is_null(super().formfield_for_dbfield(db_field, request, **options), db_field)

    def save_model(self, request, obj, form, change):
        """The row is saved with its inlines, inside `editing`."""

    def save_related(self, request, form, formsets, change):
        facts = form.cleaned_data
        well = well_of(form.instance)
        with editing(well, by=request.user, reason=facts["why"], based_on=facts["based_on"], door=Door.ADMIN):
            form.instance.save()
            super().save_related(request, form, formsets, change)


class OwnedInline(admin.StackedInline):
    """What an item owns, on the desk of the item; nothing is added or deleted here."""

    extra = 0
    max_num = 0
    can_delete = False
    classes = ("collapse",)

    def has_view_permission(self, request, obj=None):
        return may(request.user, "well.view", obj)

    def has_change_permission(self, request, obj=None):
        return may(request.user, "well.edit", obj)

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def formfield_for_dbfield(self, db_field, request, **options):
        return nothing_is_null(super().formfield_for_dbfield(db_field, request, **options), db_field)


def nothing_is_null(field, db_field):
    """An empty text is not known, as the document means it."""
    if isinstance(field, forms.CharField) and db_field.null:
        field.empty_value = None
    return field


def well_of(row):
    return getattr(row, "well", row)

"""Rules to read: the record of packs and of what was in force."""

from django.contrib import admin

from deepguard.admin_base import ReadOnlyAdmin
from integrity.models import RulePack, RulePackActivation


@admin.register(RulePack)
class RulePackAdmin(ReadOnlyAdmin):
    acts = {"view": "rules.view"}
    list_display = ("name", "version", "operator", "recorded_at", "by", "sha256")
    list_select_related = ("operator", "by")
    search_fields = ("name", "version", "sha256")


@admin.register(RulePackActivation)
class RulePackActivationAdmin(ReadOnlyAdmin):
    acts = {"view": "rules.view"}
    list_display = ("pack", "operator", "valid_from", "recorded_at", "by", "reason")
    list_select_related = ("pack", "operator", "by")
    search_fields = ("pack__name", "reason")

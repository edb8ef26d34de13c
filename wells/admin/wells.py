"""The desk of the well itself: its header. Where it hangs is moved on its page."""

from django.contrib import admin

from wells.admin.items import inline_of
from wells.admin.publishing import PublishingAdmin
from wells.models import Well
from wells.record.nouns import HEADER_PLACES, WELL, noun

PLACED = ("operator", "asset", "hub", "facility", *(f"{name}_name" for name in HEADER_PLACES))
CACHED = (
    "head", "revised_at", "kind", "fluid", "lift", "status", "flow_potential", "total_depth_md_m",
)  # fmt: skip
READ = ("uid", *PLACED, "private", "known_empty", *CACHED)
WRITTEN = tuple(field.column for field in WELL.fields if field.column not in READ)


@admin.register(Well)
class WellAdmin(PublishingAdmin):
    list_display = ("name", "uwi", "operator", "asset", "field", "kind", "status", "head")
    list_filter = ("operator", "asset", "status", "kind")
    list_select_related = ("operator", "asset")
    search_fields = ("name", "uwi", "uid")
    readonly_fields = READ
    fields = (*READ, *WRITTEN, "why", "based_on")
    inlines = (inline_of(noun("fact"), noun("fact").places[0]),)

"""The record to read: revisions and imports. Station lists have no operator of their own and are seen in
the revisions that name them."""

from django.contrib import admin

from deepguard.admin_base import ReadOnlyAdmin
from wells.models import Catalogue, CatalogueItem, ImportRun, WellAttachment, WellRevision


@admin.register(WellRevision)
class WellRevisionAdmin(ReadOnlyAdmin):
    acts = {"view": "well.view"}
    list_display = ("well", "number", "recorded_at", "by", "door", "reason", "sha256")
    list_filter = ("door",)
    list_select_related = ("well", "by")
    search_fields = ("well__name", "reason", "sha256")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    acts = {"view": "import.view"}
    list_display = ("__str__", "kind", "state", "uploaded_by", "uploaded_at", "licence")
    list_filter = ("state", "kind")
    list_select_related = ("uploaded_by",)
    exclude = ("content", "report")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content", "report")

    def get_readonly_fields(self, request, obj=None):
        return [name for name in super().get_readonly_fields(request, obj) if name not in self.exclude]


@admin.register(WellAttachment)
class WellAttachmentAdmin(ReadOnlyAdmin):
    acts = {"view": "attachment.view"}
    list_display = ("attachment", "well", "item_uid")
    list_select_related = ("attachment", "well")
    search_fields = ("attachment__name", "well__name")


@admin.register(Catalogue)
class CatalogueAdmin(ReadOnlyAdmin):
    acts = {"view": "catalogue.view"}
    list_display = ("name", "revision", "operator", "source", "recorded_at", "by")
    list_select_related = ("operator", "by")
    search_fields = ("name", "source")


@admin.register(CatalogueItem)
class CatalogueItemAdmin(ReadOnlyAdmin):
    acts = {"view": "catalogue.view"}
    list_display = ("name", "catalogue", "kind", "standing", "grade", "count")
    list_filter = ("kind", "standing")
    list_select_related = ("catalogue",)
    search_fields = ("name", "sheet", "manufacturer", "model")

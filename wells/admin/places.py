"""Desks of the hierarchy. A renamed or moved place publishes its wells anew, through the same acts as pages."""

from django.contrib import admin
from django.db import transaction

from deepguard import audit
from deepguard.acts import require
from deepguard.admin_base import TenantAdmin
from wells.models import Asset, AssetGrant, Door, Facility, FacilityLink, Hub
from wells.services import hierarchy
from wells.services.places import create_place

EDITED = {"view": "hierarchy.view", "add": "hierarchy.edit", "change": "hierarchy.edit"}


class PlaceAdmin(TenantAdmin):
    """`owner` names the place above. Creating, renaming and moving are the hierarchy's own acts."""

    acts = EDITED
    owner = ""
    search_fields = ("name",)

    def save_model(self, request, obj, form, change):
        if not change:
            owner = getattr(obj, self.owner)
            require(request.user, "hierarchy.edit", obj)
            facts = {name: getattr(obj, name) for name in form.cleaned_data if name != "name"}
            made = create_place(self.model, obj.name, facts, by=request.user, reason=f"Under {owner}")
            obj.pk = made.pk
            return
        require(request.user, "hierarchy.edit", obj)
        now = self.model.objects.get(pk=obj.pk)
        require(request.user, "hierarchy.edit", now)
        self.change(request, now, obj, set(form.changed_data))

    def change(self, request, now, wanted, changed):
        """What became of each act's facts."""
        if "name" in changed:
            hierarchy.rename_place(now, name=wanted.name, by=request.user, door=Door.ADMIN)


@admin.register(Asset)
class AssetAdmin(PlaceAdmin):
    owner = "operator"
    list_display = ("name", "operator")
    list_filter = ("operator",)
    fields = ("operator", "name")

    def get_readonly_fields(self, request, obj=None):
        return ("operator",) if obj else ()


@admin.register(Hub)
class HubAdmin(PlaceAdmin):
    owner = "asset"
    list_display = ("name", "asset")
    list_filter = ("asset",)
    list_select_related = ("asset",)
    fields = ("asset", "name")

    def change(self, request, now, wanted, changed):
        super().change(request, now, wanted, changed)
        if "asset" in changed:
            hierarchy.move_hub(now, asset=wanted.asset, by=request.user, door=Door.ADMIN)


@admin.register(Facility)
class FacilityAdmin(PlaceAdmin):
    owner = "hub"
    list_display = ("name", "kind", "hub", "time_zone")
    list_filter = ("hub", "kind")
    list_select_related = ("hub__asset",)
    fields = ("hub", "name", "kind", "time_zone", "networks")

    def change(self, request, now, wanted, changed):
        super().change(request, now, wanted, changed)
        if "hub" in changed:
            hierarchy.move_facility(now, hub=wanted.hub, by=request.user, door=Door.ADMIN)
        if changed & {"kind", "time_zone", "networks"}:
            hierarchy.edit_facility(
                now,
                kind=wanted.kind,
                time_zone=wanted.time_zone,
                networks=wanted.networks or [],
                by=request.user,
            )


@admin.register(FacilityLink)
class FacilityLinkAdmin(TenantAdmin):
    acts = EDITED
    audited = ("source", "target", "network")
    list_display = ("source", "target", "network")
    list_filter = ("network",)
    list_select_related = ("source", "target")
    fields = ("source", "target", "network")


@admin.register(AssetGrant)
class AssetGrantAdmin(TenantAdmin):
    """Who is let in to an asset: an Admin's act, like the roles themselves."""

    acts = {"view": "member.view", "add": "member.edit"}
    audited = ("membership", "asset")
    list_display = ("membership", "asset")
    list_select_related = ("membership__user", "membership__operator", "asset")
    fields = ("membership", "asset")
    actions = ("take_back",)

    @admin.action(description="Take these grants back", permissions=["add"])
    def take_back(self, request, grants):
        for grant in grants.select_related("membership__operator", "asset"):
            require(request.user, "member.edit", grant)
            with transaction.atomic():
                audit.record("assetgrant.revoked", grant, by=request.user, before=self._facts(grant))
                grant.delete()

"""Where wells hang: assets, hubs, facilities, and what flows between facilities."""

import django_filters as filters
from django.http import Http404
from django.urls import path, reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.response import Response

from deepguard.acts import require
from deepguard.api.openapi import IDEMPOTENCY_KEY, REASON
from deepguard.api.views import VisibleTo
from deepguard.errors import RuleViolation
from deepguard.models import Operator
from wells.models import Asset, Door, Facility, FacilityLink, Hub
from wells.serializers import AssetSerializer, FacilityLinkSerializer, FacilitySerializer, HubSerializer
from wells.services import hierarchy

TAGS = ["hierarchy"]
ACTS = {"GET": "hierarchy.view", "POST": "hierarchy.edit", "PATCH": "hierarchy.edit"}


def named(model, queryset, key):
    """A row among those the person may see; what cannot be seen is not there."""
    found = queryset.filter(pk=key).first()
    if found is None:
        raise Http404(f"no such {model._meta.verbose_name}")
    return found


class Places(VisibleTo, ListAPIView):
    """A list of places, and a new one in it."""

    acts = ACTS
    owner: type

    def post(self, request):
        form = self.get_serializer(data=request.data)
        form.is_valid(raise_exception=True)
        facts = form.validated_data
        owner = self.owner_of(facts)
        require(request.user, "hierarchy.edit", owner)
        reason = request.query_params.get("reason", "")
        place = self.create(owner, by=request.user, reason=reason, **facts)
        address = reverse(f"api:{place._meta.model_name}", args=[place.pk])
        return Response(self.get_serializer(place).data, status=201, headers={"Location": address})

    def owner_of(self, facts: dict):
        """The place it is made in, taken out of the facts."""
        name = f"{self.owner._meta.model_name}_id"
        return named(self.owner, self.owner.objects.visible_to(self.request.user), facts.pop(name))


class OnePlace(VisibleTo, RetrieveAPIView):
    """A place; another name, another owner."""

    acts = ACTS
    lookup_url_kwarg = "key"
    owner: type

    @extend_schema(parameters=[IDEMPOTENCY_KEY, REASON])
    def patch(self, request, key):
        """A new name or owner stands in the documents of its wells too: each gets a revision."""
        place = self.get_object()
        form = self.get_serializer(place, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        facts = form.validated_data
        how = {"by": request.user, "reason": request.query_params.get("reason", "")}
        if facts.get("name", place.name) != place.name:
            hierarchy.rename_place(place, name=facts["name"], door=Door.API, **how)
        self.move(place, facts, how)
        return Response(self.get_serializer(place).data)

    def move(self, place, facts: dict, how: dict) -> None:
        """To another owner of the operator, where the person may edit too."""
        name = self.owner._meta.model_name
        key = facts.get(f"{name}_id", getattr(place, f"{name}_id"))
        if key == getattr(place, f"{name}_id"):
            return
        owner = named(self.owner, self.owner.objects.visible_to(self.request.user), key)
        require(self.request.user, "hierarchy.edit", owner)
        self.mover(place, door=Door.API, **{name: owner}, **how)


def described(noun: str, plural: str, serializer):
    """What the description of the API says of a list of places and of one."""
    return (
        extend_schema_view(
            get=extend_schema(summary=plural.capitalize(), tags=TAGS),
            post=extend_schema(
                summary=f"A new {noun}",
                tags=TAGS,
                request=serializer,
                responses={201: serializer},
                parameters=[IDEMPOTENCY_KEY, REASON],
            ),
        ),
        extend_schema_view(
            get=extend_schema(summary=f"One {noun}", tags=TAGS),
            patch=extend_schema(
                summary=f"Rename or move one {noun}", tags=TAGS, request=serializer, responses=serializer
            ),
        ),
    )


of_assets, one_asset = described("asset", "assets", AssetSerializer)
of_hubs, one_hub = described("hub", "hubs", HubSerializer)
of_facilities, one_facility = described("facility", "facilities", FacilitySerializer)


@of_assets
class AssetsView(Places):
    queryset = Asset.objects.select_related("operator")
    serializer_class = AssetSerializer
    filterset_fields = ("operator",)
    create = staticmethod(hierarchy.create_asset)
    owner = Operator

    def owner_of(self, facts):
        """The operator named, or the one the person works for."""
        key = facts.pop("operator_id", None)
        if key is None and self.request._request.operator is None:
            raise RuleViolation("Say for which operator.", "operator", status=422)
        key = key or self.request._request.operator.pk
        return named(Operator, Operator.objects.visible_to(self.request.user), key)


@one_asset
class AssetView(OnePlace):
    queryset = Asset.objects.select_related("operator")
    serializer_class = AssetSerializer
    owner = Operator

    def move(self, place, facts, how):
        if facts.get("operator_id", place.operator_id) != place.operator_id:
            raise RuleViolation("An asset stays with its operator.", "operator", status=422)


class HubFilter(filters.FilterSet):
    asset = filters.NumberFilter(field_name="asset_id", label="Key of the asset")


@of_hubs
class HubsView(Places):
    queryset = Hub.objects.select_related("asset__operator")
    serializer_class = HubSerializer
    filterset_class = HubFilter
    create = staticmethod(hierarchy.create_hub)
    owner = Asset


@one_hub
class HubView(OnePlace):
    queryset = Hub.objects.select_related("asset__operator")
    serializer_class = HubSerializer
    owner = Asset
    mover = staticmethod(hierarchy.move_hub)


class FacilityFilter(filters.FilterSet):
    hub = filters.NumberFilter(field_name="hub_id", label="Key of the hub")
    asset = filters.NumberFilter(field_name="hub__asset_id", label="Key of the asset")
    kind = filters.CharFilter(label="Kind")


@of_facilities
class FacilitiesView(Places):
    queryset = Facility.objects.select_related("hub__asset__operator")
    serializer_class = FacilitySerializer
    filterset_class = FacilityFilter
    create = staticmethod(hierarchy.create_facility)
    owner = Hub


@one_facility
class FacilityView(OnePlace):
    queryset = Facility.objects.select_related("hub__asset__operator")
    serializer_class = FacilitySerializer
    owner = Hub
    mover = staticmethod(hierarchy.move_facility)

    def move(self, place, facts, how):
        super().move(place, facts, how)
        own = {name: facts.get(name, getattr(place, name)) for name in ("kind", "time_zone", "networks")}
        if any(own[name] != getattr(place, name) for name in own):
            hierarchy.edit_facility(place, **own, **how)


class LinkFilter(filters.FilterSet):
    source = filters.NumberFilter(field_name="source_id", label="Key of the facility it leaves")
    target = filters.NumberFilter(field_name="target_id", label="Key of the facility it reaches")
    network = filters.CharFilter(label="Network")


@extend_schema(tags=TAGS, summary="Facility links")
class FacilityLinksView(VisibleTo, ListAPIView):
    """What flows from one facility to another, and by which network."""

    queryset = FacilityLink.objects.select_related("source__hub__asset")
    serializer_class = FacilityLinkSerializer
    filterset_class = LinkFilter
    acts = {"GET": "hierarchy.view"}


routes = [
    path("assets", AssetsView.as_view(), name="assets"),
    path("assets/<int:key>", AssetView.as_view(), name="asset"),
    path("hubs", HubsView.as_view(), name="hubs"),
    path("hubs/<int:key>", HubView.as_view(), name="hub"),
    path("facilities", FacilitiesView.as_view(), name="facilities"),
    path("facilities/<int:key>", FacilityView.as_view(), name="facility"),
    path("facility-links", FacilityLinksView.as_view(), name="facility-links"),
]

"""Shapes of what the API says of wells. Field lists of parts follow the registry of nouns, so that table,
document and API cannot drift; names, units and words are the document's."""

from dataclasses import replace
from functools import cache

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from wells.models import Facility, FacilityLink, Hub, Well, WellAttachment, WellRevision
from wells.models.hierarchy import Asset, FacilityKind, Network
from wells.record import schema
from wells.record.nouns import WELL, Field, Noun

OPTIONAL = {"required": False, "allow_null": True}


class PartSerializer(serializers.Serializer):
    """The shape of a part. What goes in and out is the document's own object; the record checks it."""

    def to_representation(self, item):
        return item


@cache
def part_serializer(noun: Noun) -> type[PartSerializer]:
    """The serializer of a noun: its fields, nested objects, and the lists it owns."""
    return _built(_camel(noun.name), noun, noun.schema, ())


def field_names(serializer: type[serializers.Serializer], prefix: tuple = ()) -> set[tuple[str, ...]]:
    """Paths of every leaf a serializer has; lists of other parts are left out. For the field-list test."""
    names: set[tuple[str, ...]] = set()
    for name, field in serializer._declared_fields.items():
        if isinstance(field, serializers.ListSerializer):
            continue
        if isinstance(field, serializers.Serializer):
            names |= field_names(type(field), (*prefix, name))
        else:
            names.add((*prefix, name))
    return names


def _built(name: str, noun: Noun, part: dict, path: tuple[str, ...]) -> type[PartSerializer]:
    fields = {key: _field(name, noun, (*path, key)) for key in part["properties"]}
    return type(
        f"{name}Serializer",
        (PartSerializer,),
        {k: f for k, f in fields.items() if f} | {"__module__": __name__},
    )


def _field(name: str, noun: Noun, path: tuple[str, ...]):
    owned = next((child for listed, child, _ in noun.lists if listed == path), None)
    if owned is not None:
        return _owned(owned, path)(many=True, required=False)
    found = schema.part_of(noun.definition or noun.name, *path)
    if path in noun.objects:
        return _built(name + _camel(path[-1]), noun, found, path)(required=False)
    leaf = next((field for field in noun.fields if field.path == path), None)
    if leaf is None:
        return serializers.CharField(default=found["const"], help_text="Name of the schema.")
    return _leaf(leaf, found)


def _owned(noun: Noun, path: tuple[str, ...]) -> type[PartSerializer]:
    """A part of another; each dated fact of the header has words of its own."""
    return _fact(noun, path[-1]) if noun.name == "fact" else part_serializer(noun)


@cache
def _fact(noun: Noun, name: str) -> type[PartSerializer]:
    own = replace(noun, definition=f"{name}_fact")
    return _built(f"{_camel(name)}Fact", own, own.schema, ())


def _leaf(leaf: Field, found: dict):
    told = {"help_text": leaf.description} | ({} if leaf.required else OPTIONAL)
    if leaf.path == ("id",):
        told = {"required": False, "help_text": "Kept for ever; made of its words where a new part has none."}
    if leaf.kind == "json":
        own = type("JsonField", (serializers.JSONField,), {})
        return extend_schema_field(_published(found))(own)(**told)
    if leaf.kind == "word":
        return serializers.ChoiceField(choices=list(leaf.words), **told)
    kinds = {
        "number": serializers.FloatField,
        "integer": serializers.IntegerField,
        "flag": serializers.BooleanField,
        "day": serializers.DateField,
    }
    return kinds.get(leaf.kind, serializers.CharField)(**told)


def _published(part: dict) -> dict:
    """A part of the document's schema with its references resolved."""
    part = schema.resolved(part)
    kept = ("type", "description", "enum", "format", "pattern", "minimum")
    told = {key: part[key] for key in kept if key in part}
    if "items" in part:
        told["items"] = _published(part["items"])
    if "properties" in part:
        told["properties"] = {name: _published(one) for name, one in part["properties"].items()}
    return told


def _camel(name: str) -> str:
    """
    >>> _camel("survey_run")
    'SurveyRun'
    """
    return "".join(word.capitalize() for word in name.split("_"))


DocumentSerializer = type(
    "WellDocumentSerializer",
    (part_serializer(WELL),),
    {"__module__": __name__, "__doc__": WELL.schema["title"]},
)


class PlaceSerializer(serializers.Serializer):
    """A place by number and name."""

    key = serializers.IntegerField(source="pk")
    name = serializers.CharField()


class WellSerializer(serializers.ModelSerializer):
    """A well as lists show it: its header's facts of today, and where its record stands."""

    key = serializers.IntegerField(source="pk", read_only=True, help_text="Number of the well in addresses.")
    id = serializers.CharField(source="uid", help_text="Id of the well in its document.")
    operator = PlaceSerializer(read_only=True)
    asset = PlaceSerializer(read_only=True, allow_null=True)
    hub = PlaceSerializer(read_only=True, allow_null=True)
    facility = PlaceSerializer(read_only=True, allow_null=True)
    revision = serializers.IntegerField(source="head", help_text="Number of the current revision.")

    class Meta:
        model = Well
        fields = [
            "key", "id", "name", "uwi", "operator", "asset", "hub", "facility", "field", "environment", "kind",
            "fluid", "lift", "status", "flow_potential", "total_depth_md_m", "revision", "revised_at",
        ]  # fmt: skip


class WellDetailSerializer(WellSerializer):
    """A well with its header as the document writes it, and the addresses of everything it has."""

    sha256 = serializers.CharField(help_text="Hash of the current revision; also the ETag.")
    header = part_serializer(WELL)._declared_fields["header"].__class__()
    links = serializers.DictField(child=serializers.CharField(), help_text="Name of a part to its address.")

    class Meta(WellSerializer.Meta):
        fields = [*WellSerializer.Meta.fields, "sha256", "header", "links"]


class RevisionSerializer(serializers.ModelSerializer):
    """When, by whom and why the document became what it is."""

    by = serializers.CharField(source="by.email", help_text="E-mail of the person.")

    class Meta:
        model = WellRevision
        fields = ["number", "sha256", "previous", "recorded_at", "by", "reason", "door", "batch", "schema"]


class RevisionPageSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True, help_text="Address of the page after.")
    previous = serializers.CharField(allow_null=True, help_text="Address of the page before.")
    results = RevisionSerializer(many=True)


class RevisionDetailSerializer(RevisionSerializer):
    document = DocumentSerializer()

    class Meta(RevisionSerializer.Meta):
        fields = [*RevisionSerializer.Meta.fields, "document"]


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(help_text="Why; kept in the record.")


class AssetSerializer(serializers.ModelSerializer):
    key = serializers.IntegerField(source="pk", read_only=True)
    operator = serializers.IntegerField(
        source="operator_id", required=False, help_text="Key of the operator."
    )

    class Meta:
        model = Asset
        fields = ["key", "uid", "name", "operator"]


class HubSerializer(serializers.ModelSerializer):
    key = serializers.IntegerField(source="pk", read_only=True)
    asset = serializers.IntegerField(source="asset_id", help_text="Key of the asset.")

    class Meta:
        model = Hub
        fields = ["key", "uid", "name", "asset"]


class FacilitySerializer(serializers.ModelSerializer):
    key = serializers.IntegerField(source="pk", read_only=True)
    hub = serializers.IntegerField(source="hub_id", help_text="Key of the hub.")
    kind = serializers.ChoiceField(choices=FacilityKind.choices, required=False, allow_blank=True)
    time_zone = serializers.CharField(required=False, allow_blank=True, help_text="Empty: the operator's.")
    networks = serializers.ListField(
        child=serializers.ChoiceField(choices=Network.choices), required=False, help_text="What it handles."
    )

    class Meta:
        model = Facility
        fields = ["key", "uid", "name", "hub", "kind", "time_zone", "networks"]


class FacilityLinkSerializer(serializers.ModelSerializer):
    key = serializers.IntegerField(source="pk", read_only=True)
    source = serializers.IntegerField(source="source_id", help_text="Key of the facility it leaves.")
    target = serializers.IntegerField(source="target_id", help_text="Key of the facility it reaches.")

    class Meta:
        model = FacilityLink
        fields = ["key", "source", "target", "network"]


class AttachmentSerializer(serializers.ModelSerializer):
    """A file beside a well. Withdrawn: the bytes are gone, name, hash and reason stay."""

    uid = serializers.UUIDField(source="attachment.uid")
    name = serializers.CharField(source="attachment.name")
    content_type = serializers.CharField(source="attachment.content_type")
    size = serializers.IntegerField(source="attachment.size", help_text="Bytes.")
    sha256 = serializers.CharField(source="attachment.sha256")
    added_by = serializers.CharField(source="attachment.added_by.email")
    added_at = serializers.DateTimeField(source="attachment.added_at")
    withdrawn_at = serializers.DateTimeField(source="attachment.withdrawn_at", allow_null=True)
    withdrawn_reason = serializers.CharField(source="attachment.withdrawn_reason")
    item = serializers.CharField(source="item_uid", help_text="Id of the part it speaks of; empty: the well.")

    class Meta:
        model = WellAttachment
        fields = [
            "uid", "name", "content_type", "size", "sha256", "item", "remarks", "added_by", "added_at",
            "withdrawn_at", "withdrawn_reason",
        ]  # fmt: skip


class UploadSerializer(serializers.Serializer):
    file = serializers.FileField()
    item = serializers.CharField(required=False, default="", allow_blank=True, max_length=80)
    remarks = serializers.CharField(required=False, default="", allow_blank=True)


class StationSerializer(serializers.Serializer):
    """A survey station with its position; depths below RKB, north and east of the well's reference point."""

    md_m = serializers.FloatField()
    inclination_deg = serializers.FloatField()
    azimuth_deg = serializers.FloatField()
    tvd_m = serializers.FloatField()
    north_m = serializers.FloatField()
    east_m = serializers.FloatField()
    dogleg_deg = serializers.FloatField()
    dls_deg_30m = serializers.FloatField(help_text="Dogleg severity, degrees per 30 m.")


class PositionSerializer(serializers.Serializer):
    md_m = serializers.FloatField()
    tvd_m = serializers.FloatField()
    north_m = serializers.FloatField()
    east_m = serializers.FloatField()
    inclination_deg = serializers.FloatField()
    azimuth_deg = serializers.FloatField()
    method = serializers.ChoiceField(choices=["arc", "tie_in", "extrapolated"])


class TrajectorySerializer(serializers.Serializer):
    wellbore = serializers.CharField(allow_null=True, help_text="Id of the wellbore.")
    status = serializers.ChoiceField(choices=["determined", "not_determinable"])
    reason = serializers.CharField(allow_null=True, help_text="Why there is no path; null where there is.")
    stations = StationSerializer(many=True)
    at = PositionSerializer(many=True, help_text="The depths asked for.")


class DifferenceSerializer(serializers.Serializer):
    """One fact that differs; a value that is absent is null."""

    kind = serializers.ChoiceField(choices=["added", "removed", "changed"])
    noun = serializers.CharField()
    uid = serializers.CharField(allow_null=True)
    path = serializers.ListField(child=serializers.CharField())
    words = serializers.CharField()
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)

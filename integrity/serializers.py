"""Shapes of limits and calculations over HTTP; the values are made by the engine, as the contract writes them."""

from rest_framework import serializers

from integrity.engine.result import CANDIDATE_STATES, LIMIT_STATES
from wells.serializers import DifferenceSerializer, PlaceSerializer


class Shape(serializers.Serializer):
    """The engine's own value goes out as it is."""

    def to_representation(self, value):
        return value


class ElementSerializer(Shape):
    id = serializers.CharField(help_text="Id of the candidate, as A6 or B2A.")
    element = serializers.CharField(help_text="Id of the part of the well.")


class WallsSerializer(Shape):
    inner = serializers.ListField(child=serializers.CharField())
    outer = serializers.ListField(child=serializers.CharField())


class RoundingSerializer(Shape):
    step_pa = serializers.FloatField(allow_null=True)
    direction = serializers.ChoiceField(choices=["down"])


class MissingSerializer(Shape):
    candidate = serializers.CharField(allow_null=True)
    element = serializers.CharField()
    path = serializers.CharField(help_text="Place in the document.")
    what = serializers.CharField()


class PlacedSerializer(Shape):
    path = serializers.CharField(help_text="Place in the document.")
    what = serializers.CharField()


class AsideSerializer(Shape):
    """A candidate that two people set aside: without the decision the limit might be lower."""

    candidate = serializers.CharField()
    element = serializers.CharField()
    label = serializers.CharField()
    until = serializers.DateField(help_text="First day it counts again.")
    reason = serializers.CharField()
    person = serializers.CharField(help_text="Uid of who asked.")
    second_person = serializers.CharField(help_text="Uid of who agreed.")
    uid = serializers.CharField(help_text="Of the request.")


class LimitSummarySerializer(Shape):
    """An annulus with its walls and where its limit stands; pressures at the annulus gauge."""

    annulus = serializers.CharField(help_text="Letter.")
    walls = WallsSerializer()
    status = serializers.ChoiceField(choices=LIMIT_STATES)
    reason = serializers.CharField(allow_null=True)
    maasp_pa = serializers.FloatField(allow_null=True, help_text="At most, where the limit is provisional.")
    upper_trigger_pa = serializers.FloatField(allow_null=True)
    governing = ElementSerializer(allow_null=True)
    set_aside = AsideSerializer(
        many=True,
        required=False,
        help_text="What the limit rests on; a derivation without any leaves it out.",
    )


class SubstitutionSerializer(Shape):
    symbol = serializers.CharField()
    name = serializers.CharField()
    value = serializers.JSONField(help_text="Number, or a word where the formula takes one.")
    unit = serializers.CharField()
    source = serializers.CharField(help_text="Place in the document, `constant`, `trajectory` or `derived`.")


class DepthSerializer(Shape):
    md_m = serializers.FloatField(allow_null=True)
    tvd_m = serializers.FloatField()
    below_gauge_tvd_m = serializers.FloatField()


class PointSerializer(Shape):
    md_m = serializers.FloatField(allow_null=True)
    below_gauge_tvd_m = serializers.FloatField()
    result_pa = serializers.FloatField()


class CandidateSerializer(Shape):
    """One point that may bound the annulus."""

    id = serializers.CharField()
    element = serializers.CharField()
    label = serializers.CharField()
    side = serializers.ChoiceField(choices=["inner", "outer", "bottom", "top", "test"])
    status = serializers.ChoiceField(choices=CANDIDATE_STATES)
    formula = serializers.CharField()
    substitution = SubstitutionSerializer(many=True)
    result_pa = serializers.FloatField(allow_null=True)
    depth = DepthSerializer(allow_null=True)
    note = serializers.CharField()
    missing = PlacedSerializer(many=True)
    assumptions = PlacedSerializer(many=True)
    evaluated_at = PointSerializer(many=True)


class LimitSerializer(LimitSummarySerializer):
    """A limit with its derivation."""

    gauge_tvd_m = serializers.FloatField(allow_null=True)
    maasp_unrounded_pa = serializers.FloatField(allow_null=True)
    rounding = RoundingSerializer()
    missing = MissingSerializer(many=True)
    assumptions = serializers.ListField(child=serializers.CharField())
    candidates = CandidateSerializer(many=True)


class CheckedSerializer(Shape):
    """Who compared a rule with its source."""

    by = serializers.CharField()
    on = serializers.DateField()
    edition = serializers.CharField()


class RuleInForceSerializer(Shape):
    """A rule a limit stands on, and where its value came from."""

    id = serializers.CharField()
    path = serializers.CharField(help_text="Place in the document.")
    value = serializers.JSONField(help_text="Null where nobody states one.")
    unit = serializers.CharField(allow_null=True)
    taken = serializers.JSONField(
        help_text="Null, the value, or the careful choice where an absent choice means that."
    )
    pack = serializers.CharField(allow_null=True, help_text="Name and version, where it came from a pack.")
    source = serializers.CharField(allow_null=True)
    clause = serializers.CharField(allow_null=True)
    checked = CheckedSerializer(allow_null=True)
    standing = serializers.CharField(allow_null=True, help_text="Whether anybody checked it, in words.")

    def get_fields(self):
        origins = serializers.ChoiceField(choices=["document", "pack", "absent"])
        return super().get_fields() | {"from": origins}


class StandSerializer(Shape):
    """What an answer stands on."""

    well_id = serializers.CharField()
    revision = serializers.IntegerField()
    sha256 = serializers.CharField(help_text="Hash of the revision.")
    as_of = serializers.DateField(allow_null=True)
    regime = serializers.CharField()
    engine_version = serializers.CharField()
    rules = RuleInForceSerializer(many=True)


class LimitsSerializer(StandSerializer):
    undescribed = serializers.ListField(
        child=serializers.CharField(), help_text="Annuli the strings make and the document does not describe."
    )
    problems = serializers.ListField(child=serializers.CharField(), help_text="Why strings cannot be nested.")
    limits = LimitSummarySerializer(many=True)


class ChoiceSerializer(Shape):
    """A choice of the rules, and the candidate it decided something of."""

    candidate = serializers.CharField()
    element = serializers.CharField()
    what = serializers.CharField()


class ScenarioLimitsSerializer(Shape):
    """The limits of a what-if beside those of the revision it stands on."""

    scenario = serializers.CharField()
    sha256 = serializers.CharField(help_text="Hash of the document.")
    base = serializers.IntegerField(help_text="Number of the revision.")
    regime = serializers.CharField()
    engine_version = serializers.CharField()
    before = LimitSummarySerializer(many=True)
    after = LimitSummarySerializer(many=True)
    result_sha256 = serializers.CharField(help_text="Hash of the answer at 9 significant digits.")


class MaaspSerializer(StandSerializer):
    policy = serializers.DictField(child=serializers.CharField(allow_null=True))
    result = LimitSerializer()
    choices = ChoiceSerializer(many=True, help_text="Choices of the rules that decided something.")
    result_sha256 = serializers.CharField(help_text="Hash of the result at 9 significant digits.")


class RegimeLimitSerializer(Shape):
    """The limit of an annulus under one regime; pressure at the annulus gauge."""

    annulus = serializers.CharField(help_text="Letter.")
    status = serializers.ChoiceField(choices=LIMIT_STATES)
    reason = serializers.CharField(allow_null=True)
    limit_pa = serializers.FloatField(allow_null=True, help_text="At most, where the limit is provisional.")
    governing = ElementSerializer(allow_null=True)
    missing = MissingSerializer(many=True)
    set_aside = AsideSerializer(many=True)


class RegimeSerializer(Shape):
    """The limits of a well under one regime."""

    regime = serializers.CharField(help_text="Standard and edition.")
    kind = serializers.ChoiceField(choices=["maasp", "mawop"])
    limits = RegimeLimitSerializer(many=True)


class StateLimitsSerializer(RegimeSerializer):
    """The limits of a well in one of its states."""

    well_state = serializers.CharField(help_text="`unknown`: nobody knows which; the lowest of all.")


class RegimesSerializer(Shape):
    """The limits of a well under every regime, and its MAASP in every described state."""

    well_id = serializers.CharField()
    revision = serializers.IntegerField()
    sha256 = serializers.CharField(help_text="Hash of the revision.")
    as_of = serializers.DateField(allow_null=True)
    engine_version = serializers.CharField()
    regimes = RegimeSerializer(many=True)
    states = StateLimitsSerializer(many=True)


class NextSerializer(ElementSerializer):
    margin_pa = serializers.FloatField(help_text="How much more it allows than what governs.")


class TurnSerializer(Shape):
    change = serializers.JSONField(help_text="Change of the input at which something else governs, in SI.")
    governing = ElementSerializer()


class MovedSerializer(Shape):
    """What the limit does when one input is changed by its step."""

    change_pa = serializers.FloatField(allow_null=True, help_text="null: the limit has no number then.")
    status = serializers.ChoiceField(choices=LIMIT_STATES)
    governing = ElementSerializer(allow_null=True)
    governs_from = TurnSerializer(allow_null=True, help_text="Asked for the inputs that move the limit most.")


class InputSerializer(Shape):
    path = serializers.CharField(help_text="Place in the document.")
    value = serializers.JSONField(help_text="In SI; the unit is that of the path's last word.")
    step = serializers.JSONField(help_text="In the unit of the value: 1 % of it, 5 K or 1 m.")
    by_share = serializers.BooleanField(help_text="Whether the step is 1 % of the value.")
    lowered = MovedSerializer()
    raised = MovedSerializer()


class SensitivitySerializer(StandSerializer):
    """Every input that moves a limit, most first."""

    annulus = serializers.CharField(help_text="Letter.")
    status = serializers.ChoiceField(choices=LIMIT_STATES)
    unrounded_pa = serializers.FloatField(allow_null=True)
    governing = ElementSerializer(allow_null=True)
    next = NextSerializer(allow_null=True)
    tried = serializers.IntegerField(help_text="How many inputs were changed.")
    inputs = InputSerializer(many=True)


class FleetLimitsSerializer(Shape):
    """A well of the fleet with the limits of its annuli."""

    well = PlaceSerializer()
    id = serializers.CharField()
    revision = serializers.IntegerField()
    limits = LimitSummarySerializer(many=True)


class SideSerializer(Shape):
    """One of two states that are compared."""

    state = serializers.CharField(help_text="The word that names it.")
    title = serializers.CharField()
    well = PlaceSerializer()
    revision = serializers.IntegerField(allow_null=True)
    as_of = serializers.DateField(allow_null=True, help_text="The day; null: the present of its document.")


class LimitsOfBothSerializer(Shape):
    annulus = serializers.CharField(help_text="Letter.")
    moves = serializers.BooleanField(help_text="Whether number or state of the limit differs.")
    a = LimitSummarySerializer(allow_null=True)
    b = LimitSummarySerializer(allow_null=True)


class EventSerializer(Shape):
    """What happened in the well on a day."""

    day = serializers.DateField()
    noun = serializers.CharField()
    uid = serializers.CharField(allow_null=True)
    words = serializers.CharField()


class UnmatchedSerializer(Shape):
    """Names of items that only one of two wells has; empty for one well."""

    a = serializers.ListField(child=serializers.CharField())
    b = serializers.ListField(child=serializers.CharField())


class ComparisonSerializer(Shape):
    a = SideSerializer()
    b = SideSerializer()
    count = serializers.IntegerField(help_text="Facts that differ.")
    facts = DifferenceSerializer(many=True)
    limits = LimitsOfBothSerializer(many=True)
    events = EventSerializer(many=True)
    revisions = serializers.ListField(child=serializers.IntegerField(), help_text="Numbers, newest first.")
    unmatched = UnmatchedSerializer()


class CalculatorSerializer(Shape):
    name = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    url = serializers.CharField()


class CalculatorDetailSerializer(CalculatorSerializer):
    schema = serializers.DictField(help_text="JSON Schema of the request; `x-unit` names units.")
    example = serializers.DictField(help_text="A request that is answered.")

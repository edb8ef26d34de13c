"""Pages that say what a well means. `fleet`, `well` and the calculators
have no namespace: every app may name them."""

from django.urls import include, path

from integrity.engine.regimes import KINDS
from integrity.views import (
    annuli,
    calculators,
    compare,
    derivation,
    effects,
    envelope,
    fleet,
    import_moves,
    limits,
    record,
    retractions,
    rules,
    set_asides,
    well,
    what_if,
)


def forms_of(kind):
    """The addresses of a kind of limit, one annulus at a time: page, files, and what moves it."""
    given = {"kind": kind}
    return [
        path(f"<str:letter>/{kind}/", derivation.page, given, name=kind),
        path(f"<str:letter>/{kind}.json", derivation.as_json, given, name=f"{kind}_json"),
        path(f"<str:letter>/{kind}.txt", derivation.as_txt, given, name=f"{kind}_txt"),
        path(f"<str:letter>/{kind}.pdf", derivation.pdf, given, name=f"{kind}_pdf"),
        path(f"<str:letter>/{kind}/sensitivity/", derivation.sensitivity, given, name=f"{kind}_sensitivity"),
    ]


of_annuli = [
    path("", annuli.annuli, name="annuli"),
    *(one for kind in KINDS for one in forms_of(kind)),
    path("<str:letter>/propose/", limits.propose, name="limit_propose"),
    path("<str:letter>/set-aside/", set_asides.ask, name="set_aside_ask"),
]

of_envelope = [
    path("", envelope.page, name="envelope"),
    path("propose/", envelope.propose, name="envelope_propose"),
    path("enter/", envelope.enter, name="envelope_enter"),
    path("<uuid:uid>/approve/", envelope.approve, name="envelope_approve"),
    path("<uuid:uid>/reject/", envelope.reject, name="envelope_reject"),
    path("<uuid:uid>/withdraw/", envelope.withdraw, name="envelope_withdraw"),
]

in_force = [
    path("", limits.register, name="limits"),
    path("export/", limits.export, name="limits_export"),
    path("<uuid:uid>/approve/", limits.approve, name="limit_approve"),
    path("<uuid:uid>/reject/", limits.reject, name="limit_reject"),
    path("<uuid:uid>/withdraw/", limits.withdraw, name="limit_withdraw"),
]

aside = [
    path("", set_asides.register, name="set_asides"),
    path("<uuid:uid>/", set_asides.one, name="set_aside"),
    path("<uuid:uid>/agree/", set_asides.agree, name="set_aside_agree"),
    path("<uuid:uid>/refuse/", set_asides.refuse, name="set_aside_refuse"),
    path("<uuid:uid>/withdraw/", set_asides.withdraw, name="set_aside_withdraw"),
    path("<uuid:uid>/end/", set_asides.end, name="set_aside_end"),
]

rule_packs = [
    path("", rules.listing, name="rules"),
    path("new/", rules.new, name="rule_pack_new"),
    path("starter/", rules.load_starter, name="rule_pack_starter"),
    path("<uuid:uid>/", rules.one, name="rule_pack"),
    path("<uuid:uid>/pack.<slug:kind>", rules.file, name="rule_pack_file"),
    path("<uuid:uid>/compare/", rules.compare_packs, name="rule_pack_compare"),
    path("<uuid:uid>/effects/", rules.effects, name="rule_pack_effects"),
    path("<uuid:uid>/activate/", rules.activate, name="rule_pack_activate"),
]

pages = [
    path("record/", record.record, name="record"),
    path("limits/", include(in_force)),
    path("set-asides/", include(aside)),
    path("rules/", include(rule_packs)),
    path("wells/<int:pk>/annuli/", include(of_annuli)),
    path("wells/<int:pk>/envelope/", include(of_envelope)),
    path("wells/<int:pk>/retractions/", retractions.retractions, name="retractions"),
    path("wells/<int:pk>/retract/", retractions.retract, name="retract"),
    path("retractions/<uuid:uid>/", retractions.retraction, name="retraction"),
    path("retractions/<uuid:uid>/agree/", retractions.agree, name="retraction_agree"),
    path("retractions/<uuid:uid>/keep/", retractions.keep, name="retraction_keep"),
    path("wells/<int:pk>/effects/", effects.effects, name="effects"),
    path("wells/<int:pk>/what-if/<uuid:uid>/", what_if.what_if, name="what_if"),
    path("wells/<int:pk>/what-if/<uuid:uid>/lever/", what_if.lever, name="what_if_lever"),
    path("wells/<int:pk>/what-if/<uuid:uid>/effects/", effects.what_if_effects, name="what_if_effects"),
    path("wells/<int:pk>/history/compare/limits/", compare.compare_limits, name="compare_limits"),
    path("imports/<uuid:uid>/moves/", import_moves.moves, name="import_moves"),
]

urlpatterns = [
    path("wells/", fleet.fleet, name="fleet"),
    path("wells/export/", fleet.export, name="fleet_export"),
    path("wells/views/", fleet.save_filter, name="fleet_save"),
    path("wells/views/<int:pk>/drop/", fleet.drop_filter, name="fleet_drop"),
    path("wells/<int:pk>/", well.well, name="well"),
    path("calculators/", calculators.calculators, name="calculators"),
    path("calculators/<slug:name>/", calculators.one, name="calculator"),
    path("", include((pages, "integrity"))),
]

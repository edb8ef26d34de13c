"""Pages that say what a well means. `fleet`, `well` and the calculators
have no namespace: every app may name them."""

from django.urls import include, path

from integrity.views import (
    calculators,
    compare,
    derivation,
    effects,
    fleet,
    import_moves,
    limits,
    retractions,
    well,
)

annuli = [
    path("", well.limits, name="annuli"),
    path("<str:letter>/maasp/", derivation.maasp, name="maasp"),
    path("<str:letter>/maasp.json", derivation.maasp_json, name="maasp_json"),
    path("<str:letter>/propose/", limits.propose, name="limit_propose"),
]

pages = [
    path("wells/<int:pk>/annuli/", include(annuli)),
    path("limits/", limits.register, name="limits"),
    path("limits/export/", limits.export, name="limits_export"),
    path("limits/<uuid:uid>/approve/", limits.approve, name="limit_approve"),
    path("limits/<uuid:uid>/reject/", limits.reject, name="limit_reject"),
    path("limits/<uuid:uid>/withdraw/", limits.withdraw, name="limit_withdraw"),
    path("wells/<int:pk>/retractions/", retractions.retractions, name="retractions"),
    path("wells/<int:pk>/retract/", retractions.retract, name="retract"),
    path("retractions/<uuid:uid>/", retractions.retraction, name="retraction"),
    path("retractions/<uuid:uid>/agree/", retractions.agree, name="retraction_agree"),
    path("retractions/<uuid:uid>/keep/", retractions.keep, name="retraction_keep"),
    path("wells/<int:pk>/effects/", effects.effects, name="effects"),
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

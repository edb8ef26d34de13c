"""Pages that say what a well means. `fleet` and `well` have no namespace: every app may name them."""

from django.urls import include, path

from integrity.views import derivation, effects, fleet, well

limits = [
    path("", well.limits, name="annuli"),
    path("<str:letter>/maasp/", derivation.maasp, name="maasp"),
    path("<str:letter>/maasp.json", derivation.maasp_json, name="maasp_json"),
]

pages = [
    path("annuli/", include(limits)),
    path("effects/", effects.effects, name="effects"),
]

urlpatterns = [
    path("wells/", fleet.fleet, name="fleet"),
    path("wells/export/", fleet.export, name="fleet_export"),
    path("wells/views/", fleet.save_filter, name="fleet_save"),
    path("wells/views/<int:pk>/drop/", fleet.drop_filter, name="fleet_drop"),
    path("wells/<int:pk>/", well.well, name="well"),
    path("wells/<int:pk>/", include((pages, "integrity"))),
]

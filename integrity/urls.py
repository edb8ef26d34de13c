"""Pages that say what a well means. `fleet` and `well` have no namespace: every app may name them."""

from django.urls import include, path

from integrity.views import derivation, well

limits = [
    path("", well.limits, name="annuli"),
    path("<str:letter>/maasp/", derivation.maasp, name="maasp"),
    path("<str:letter>/maasp.json", derivation.maasp_json, name="maasp_json"),
]

urlpatterns = [
    path("wells/<int:pk>/", well.well, name="well"),
    path("wells/<int:pk>/annuli/", include((limits, "integrity"))),
]

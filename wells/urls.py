"""Pages of what a well is, split by noun. Each list is named here and filled by its views."""

from django.urls import include, path

from wells.views import hierarchy, schematic

drawing = [
    path("wells/<int:pk>/schematic.svg", schematic.svg, name="schematic_svg"),
    path("wells/<int:pk>/schematic.png", schematic.as_png, name="schematic_png"),
]

places = [
    path("assets/", hierarchy.tree, name="hierarchy"),
    path("assets/new/", hierarchy.new_asset, name="new_asset"),
    path("assets/<int:pk>/", hierarchy.asset, name="asset"),
    path("hubs/<int:pk>/", hierarchy.hub, name="hub"),
    path("facilities/<int:pk>/", hierarchy.facility, name="facility"),
]

urlpatterns = [path("", include(([*drawing, *places], "wells")))]

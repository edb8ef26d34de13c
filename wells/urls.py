"""Pages of what a well is, split by noun. Each list is named here and filled by its views."""

from django.urls import include, path

from wells.views import schematic

drawing = [
    path("wells/<int:pk>/schematic.svg", schematic.svg, name="schematic_svg"),
    path("wells/<int:pk>/schematic.png", schematic.as_png, name="schematic_png"),
]

urlpatterns = [path("", include(([*drawing], "wells")))]

"""The drawing of a well as a file: SVG and PNG."""

from django.http import HttpResponse

from wells.pages.head import well_page
from wells.pages.schematic import schematic_of
from wells.schematic.png import png


def svg(request, pk):
    return _file(request, pk, "svg", "image/svg+xml", lambda text: text)


def as_png(request, pk):
    return _file(request, pk, "png", "image/png", png)


def _file(request, pk, ending, content_type, make):
    context = well_page(request, pk, tab="overview")
    drawing = schematic_of(context["model"], request.user.units)
    response = HttpResponse(make(drawing.standalone()), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{context["model"].id}-schematic.{ending}"'
    return response

"""The drawing of a well as a file: SVG and PNG."""

from django.http import Http404, HttpResponse

from wells.pages.head import well_page
from wells.pages.schematic import schematic_of
from wells.schematic.png import png


def svg(request, pk):
    return _file(request, pk, "svg", "image/svg+xml", lambda text: text)


def as_png(request, pk):
    return _file(request, pk, "png", "image/png", png)


def _file(request, pk, ending, content_type, make):
    context = well_page(request, pk, tab="overview")
    if context["model"] is None:
        raise Http404("nothing was known of the well then")
    drawing = schematic_of(context["model"], request.user.units)
    response = HttpResponse(make(drawing.standalone()), content_type=content_type)
    name = "-".join(part for part in (context["model"].id, "schematic", context["clocks"].day) if part)
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response

"""One URL, one view, one context, two renderings."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(request, page, part, context, status=200):
    """The whole page to a browser, its moving part to an htmx swap."""
    swap = request.htmx and not (request.htmx.boosted or request.htmx.history_restore_request)
    response = render(request, part if swap else page, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response

"""The API's description for people, served from here: no other host is asked."""

from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.views import SpectacularSwaggerSplitView

from deepguard.api import openapi  # noqa: F401  registers how people sign in


@method_decorator(csp_update({"style-src": ["'unsafe-inline'"]}), name="dispatch")
class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI writes inline styles; nothing else is allowed beyond the rest of the site."""

    url_name = "api:schema"
    title = "DeepGuard API"

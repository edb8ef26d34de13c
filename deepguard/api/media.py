"""Answers that are files, whatever the caller accepts: drawings, downloads."""

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer

from deepguard.api.json import dumps


class OneForm(BaseContentNegotiation):
    """The address names the form; `Accept` has nothing to choose from."""

    def select_parser(self, request, parsers):
        return next((p for p in parsers if p.media_type == request.content_type), None)

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class FileRenderer(BaseRenderer):
    """Bytes or text as they are; what went wrong stays a problem in JSON."""

    media_type = "application/octet-stream"
    format = "file"
    charset = None
    render_style = "binary"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        response = (renderer_context or {}).get("response")
        if response is not None and response.exception:
            return dumps(data)
        return data.encode() if isinstance(data, str) else data

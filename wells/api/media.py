"""Well documents as bodies: JSON or YAML, read as strictly as everywhere else."""

from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

from deepguard.api.json import JsonRenderer, dumps
from wells.documents import MAX_BYTES, TooLarge, Unreadable, read, to_yaml


class BodyTooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class JsonBody(BaseParser):
    """JSON without duplicate keys, NaN or endless nesting."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        data = stream.read(MAX_BYTES + 1)
        try:
            return read(data, self.media_type)
        except TooLarge:
            raise BodyTooLarge(f"The body has more than the {MAX_BYTES} bytes that are read.") from None
        except Unreadable as error:
            raise ParseError(f"The body cannot be read: {error}.") from error


class YamlBody(JsonBody):
    media_type = "application/yaml"


class MergePatchBody(JsonBody):
    media_type = "application/merge-patch+json"


class YamlRenderer(BaseRenderer):
    media_type = "application/yaml"
    format = "yaml"
    charset = "utf-8"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        response = (renderer_context or {}).get("response")
        if response is not None and response.exception:
            return dumps(data)
        return "" if data is None else to_yaml(data)


DOCUMENT_BODIES = (JsonBody, YamlBody)
DOCUMENT_FORMS = (JsonRenderer, YamlRenderer)
PATCH_BODIES = (JsonBody, MergePatchBody)

"""What the published description of the API says beyond what views state: how to sign in, and units."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter

from deepguard.units import quantity_of

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="ETag of what was read. Without it 428, with an old one 412.",
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="A key of your own: the same request sent again with it is done once.",
)
REASON = OpenApiParameter("reason", str, description="Why; kept with the revision and in the audit.")


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "deepguard.api.auth.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}


def add_units(result, generator, request, public):
    """Write the SI unit of every number into the schema as `x-unit`; the name carries it."""
    for operations in result["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                _mark(parameter["name"], parameter.get("schema", {}))
            _walk(operation.get("requestBody", {}))
            _walk(operation.get("responses", {}))
    _walk(result.get("components", {}).get("schemas", {}))
    return result


def _walk(node) -> None:
    if isinstance(node, list):
        for item in node:
            _walk(item)
    elif isinstance(node, dict):
        for name, part in node.get("properties", {}).items():
            _mark(name, part)
        for key, item in node.items():
            if key not in ("example", "examples"):
                _walk(item)


def _mark(name: str, part) -> None:
    """A number, or a list of numbers, whose name ends in a unit gets it beside."""
    if not isinstance(part, dict) or "x-unit" in part:
        return
    if part.get("type") == "array":
        _mark(name, part.get("items", {}))
    elif _is_number(part):
        try:
            part["x-unit"] = quantity_of(name).si
        except ValueError:
            return


def _is_number(part: dict) -> bool:
    given = part.get("type")
    return "number" in ((given,) if isinstance(given, str) else given or ())

"""Errors over HTTP as RFC 9457 says: one shape for every status under /api/."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.views import exception_handler, set_rollback

from deepguard.api.json import dumps
from deepguard.errors import RuleViolation

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "The request is not valid",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "Conflict",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Unsupported media type",
    422: "The content is not valid",
    428: "Precondition required",
    429: "Too many requests",
    500: "An error of ours",
    503: "Not ready",
}


def body(request, status: int, detail: str, *, code: str, errors=()) -> dict:
    """The members of a problem; `errors` are {pointer, code, detail}."""
    facts = {
        "type": "about:blank",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        "instance": request.path,
        "code": code,
    }
    return {**facts, "errors": list(errors)} if errors else facts


def problem(request, status: int, detail: str, *, code: str, errors=(), headers=None) -> HttpResponse:
    """A problem outside the API's views: middleware and Django's own error handlers."""
    content = dumps(body(request, status, detail, code=code, errors=errors))
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE, headers=headers)


def problem_handler(exception, context) -> Response | None:
    """What an API view raised, as a problem; None (a 500, through `handler500`) for what is our error."""
    request = context["request"]
    if isinstance(exception, RuleViolation):
        return _refused(exception, request)
    if isinstance(exception, IntegrityError):
        set_rollback()
        return _response(body(request, 409, "This conflicts with what is stored.", code="conflict"))
    if isinstance(exception, ModelValidationError):
        exception = exceptions.ValidationError(as_serializer_error(exception))
    response = exception_handler(exception, context)
    return _standard(exception, response, request) if response is not None else None


def _refused(violation: RuleViolation, request) -> Response:
    set_rollback()
    errors = [fault(f) for f in violation.faults]
    return _response(body(request, violation.status, violation.message, code=violation.code, errors=errors))


def fault(thing) -> dict:
    """A fault (pointer, code, detail) as a member of `errors`; a pointer is a URI fragment."""
    pointer = thing.pointer if thing.pointer.startswith("#") else f"#{thing.pointer}"
    return {"pointer": pointer, "code": thing.code, "detail": thing.detail}


def _standard(exception, response: Response, request) -> Response:
    status = response.status_code
    if isinstance(exception, exceptions.ValidationError):
        errors = list(flat(exception.detail))
        facts = body(request, status, "One or more fields are not valid.", code="invalid", errors=errors)
    else:
        detail, code = _words(exception, status)
        facts = body(request, status, detail, code=code)
    return _response(facts, headers=response.headers)


def _words(exception, status: int) -> tuple[str, str]:
    if isinstance(exception, Http404):
        return "There is nothing here that you can see.", "not_found"
    if isinstance(exception, PermissionDenied):
        return str(exception) or "This is not allowed.", "permission_denied"
    detail = getattr(exception, "detail", None)
    return str(detail or TITLES.get(status, "Error")), getattr(detail, "code", "error")


def flat(detail, pointer: str = "") -> Iterator[dict]:
    """The leaves of DRF's nested messages with JSON pointers (RFC 6901) to what was sent."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            step = "" if key in ("non_field_errors", "__all__") else "/" + _escaped(str(key))
            yield from flat(value, pointer + step)
    elif isinstance(detail, list):
        for index, value in enumerate(detail):
            nested = isinstance(value, dict | list)
            yield from flat(value, f"{pointer}/{index}" if nested else pointer)
    else:
        yield {"pointer": f"#{pointer}", "code": getattr(detail, "code", "invalid"), "detail": str(detail)}


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _response(facts: dict, headers=None) -> Response:
    kept = {k: v for k, v in (headers or {}).items() if k.lower() != "content-type"}
    return Response(facts, status=facts["status"], content_type=MEDIA_TYPE, headers=kept)


SCHEMA = {
    "type": "object",
    "description": "A problem as RFC 9457 describes it.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON pointer to what was sent."},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
REFERENCE = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def add_problems(result, generator, request, public):
    """Write into the OpenAPI schema which problems each operation can answer."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = SCHEMA
    for path, operations in result["paths"].items():
        for operation in operations.values():
            for status in _statuses(path, operation):
                answer = {"description": TITLES[status], "content": REFERENCE}
                operation["responses"].setdefault(str(status), answer)
    return result


def _statuses(path: str, operation: dict) -> list[int]:
    statuses = [401, 403, 406, 429]
    if "{" in path:
        statuses.append(404)
    if operation.get("parameters") or operation.get("requestBody"):
        statuses.append(400)
    if operation.get("requestBody"):
        statuses += [409, 412, 415, 422, 428]
    return statuses

"""`Idempotency-Key` on writes: a repeated request gets the first answer, and nothing is done twice.

The same key with the same request: the stored reply, marked `Idempotency-Replayed: true`. With another
request: 422. While the first still runs: 409. Replies are kept for a day; a request that ended in an error
of ours (500) is forgotten, so that it can be tried again.
"""

import hashlib
import json

from django.db import IntegrityError, transaction
from django.http import HttpResponse

from deepguard.errors import RuleViolation
from deepguard.models import IdempotentReply

HEADER = "Idempotency-Key"
SAFE = ("GET", "HEAD", "OPTIONS")
KEPT_HEADERS = ("ETag", "Location")


class Replay(Exception):
    """The request was answered before."""

    def __init__(self, reply: IdempotentReply):
        super().__init__(reply.key)
        self.reply = reply


class Idempotent:
    """Mixin for API views whose writes may be repeated by the caller."""

    reservation: IdempotentReply | None = None

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        key = request.headers.get(HEADER)
        if key and request.method not in SAFE and request.user.is_authenticated:
            self.reservation = reserve(request.user, key, digest(request._request))

    def initialize_request(self, request, *args, **kwargs):
        if HEADER in request.headers and not is_multipart(request):
            request.body  # noqa: B018  read it before a parser does, so that it can still be hashed
        return super().initialize_request(request, *args, **kwargs)

    def handle_exception(self, exception):
        if isinstance(exception, Replay):
            return replayed(exception.reply)
        try:
            return super().handle_exception(exception)
        except Exception:
            release(self.reservation)
            raise

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.reservation is not None:
            _when_rendered(response, self._keep)
        return response

    def _keep(self, response) -> None:
        keep(self.reservation, response)


def reserve(user, key: str, sha256: str) -> IdempotentReply:
    """Take the key for this request, or raise what the earlier request with it means."""
    if len(key) > 255:
        raise RuleViolation("An Idempotency-Key has at most 255 characters.", "idempotency_key_long", 422)
    try:
        with transaction.atomic():
            return IdempotentReply.objects.create(user=user, key=key, request_sha256=sha256)
    except IntegrityError:
        earlier = IdempotentReply.objects.get(user=user, key=key)
    if earlier.request_sha256 != sha256:
        raise RuleViolation(
            "This Idempotency-Key was used for another request. Take a new key.",
            "idempotency_key_reused",
            422,
        )
    if earlier.status is None:
        raise RuleViolation(
            "The first request with this Idempotency-Key has not ended yet. Ask again later.", "in_progress"
        )
    raise Replay(earlier)


def keep(reservation: IdempotentReply, response) -> None:
    if response.status_code >= 500:
        return release(reservation)
    reservation.status = response.status_code
    reservation.content_type = response.headers.get("Content-Type", "")
    reservation.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    reservation.body = response.content
    reservation.save()


def release(reservation: IdempotentReply | None) -> None:
    if reservation is not None and reservation.pk is not None:
        reservation.delete()


def replayed(reply: IdempotentReply) -> HttpResponse:
    headers = {**reply.headers, "Idempotency-Replayed": "true"}
    return HttpResponse(
        bytes(reply.body), status=reply.status, content_type=reply.content_type, headers=headers
    )


def digest(request) -> str:
    """SHA-256 over method, path and what was sent; for an upload over its fields and files."""
    found = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if not is_multipart(request):
        found.update(request.body)
        return found.hexdigest()
    found.update(json.dumps(sorted((k, v) for k, v in request.POST.lists())).encode())
    for name, file in sorted(request.FILES.items()):
        found.update(name.encode())
        for chunk in file.chunks():
            found.update(chunk)
        file.seek(0)
    return found.hexdigest()


def is_multipart(request) -> bool:
    return request.content_type == "multipart/form-data"


def _when_rendered(response, act) -> None:
    if hasattr(response, "add_post_render_callback"):
        response.add_post_render_callback(act)
    else:
        act(response)

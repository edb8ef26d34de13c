"""What every API view starts from."""

from rest_framework.views import APIView

from deepguard.acts import require
from deepguard.api.idempotency import Idempotent


class ApiView(Idempotent, APIView):
    """A view of one act or one answer; its writes can be repeated safely."""


class VisibleTo(Idempotent):
    """Mixin for generic views: sees what the person may see, and asks for the act of each method.

    `acts` maps the HTTP method to the act, e.g. {"GET": "well.view", "PATCH": "well.edit"}.
    """

    acts: dict[str, str] = {}

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)

    def check_object_permissions(self, request, thing):
        super().check_object_permissions(request, thing)
        require(request.user, self._act(request), thing)

    def check_permissions(self, request):
        super().check_permissions(request)
        require(request.user, self._act(request))

    def _act(self, request) -> str:
        return self.acts["GET" if request.method in ("HEAD", "OPTIONS") else request.method]

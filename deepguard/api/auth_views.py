"""`POST auth/login` and `auth/refresh`."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework_simplejwt.views import TokenRefreshView

from deepguard.api.auth import LoginSerializer, RefreshSerializer, TokensSerializer, tokens


class LoginView(APIView):
    """Tokens for e-mail, password and second factor. Failures are counted with those of the sign-in page."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(request=LoginSerializer, responses=TokensSerializer, tags=["auth"])
    def post(self, request):
        form = LoginSerializer(data=request.data, context={"request": request})
        form.is_valid(raise_exception=True)
        return Response(tokens(form.validated_data["user"]))

    def get_authenticate_header(self, request):
        return 'Bearer realm="api"'


@extend_schema(request=RefreshSerializer, tags=["auth"])
class RefreshView(TokenRefreshView):
    """A new access token, while the refresh token lasts and the password stays what it was."""

    serializer_class = RefreshSerializer

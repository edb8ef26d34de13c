"""Signing in to the API: a token for e-mail, password and, where the person has one, the second factor."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed, ValidationError
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.serializers import TokenRefreshSerializer
from rest_framework_simplejwt.settings import api_settings
from rest_framework_simplejwt.tokens import RefreshToken
from rest_framework_simplejwt.utils import get_md5_hash_password

from deepguard.middleware.operator import work_for
from deepguard.models import User


class TokenAuthentication(JWTAuthentication):
    """`Authorization: Bearer …`; binds person and operator as a signed-in page does."""

    def authenticate(self, request):
        found = super().authenticate(request)
        if found is not None:
            work_for(request._request, found[0])
        return found


class TokensSerializer(serializers.Serializer):
    access = serializers.CharField(help_text="For the Authorization header, as `Bearer …`; short-lived.")
    refresh = serializers.CharField(help_text="For auth/refresh, when the access token has run out.")


class LoginSerializer(serializers.Serializer):
    email = serializers.EmailField()
    password = serializers.CharField(trim_whitespace=False)
    otp = serializers.CharField(
        required=False, help_text="Code of the second factor, or a recovery code, for those who have one."
    )

    def validate(self, facts):
        request = self.context["request"]._request
        user = authenticate(request, email=facts["email"].lower(), password=facts["password"])
        if user is None:
            raise AuthenticationFailed("E-mail and password do not agree.", code="wrong_credentials")
        if is_mfa_enabled(user):
            self._ask_second_factor(request, user, facts.get("otp"))
        return {"user": user}

    def _ask_second_factor(self, request, user, code: str | None) -> None:
        if not code:
            needed = "This account has a second factor: send its code as `otp`."
            raise ValidationError({"otp": [needed]}, code="otp_required")
        if not _second_factor_holds(user, code):
            user_login_failed.send(sender=__name__, credentials={"email": user.email}, request=request)
            raise AuthenticationFailed("The code of the second factor is wrong.", code="wrong_otp")


class RefreshSerializer(TokenRefreshSerializer):
    """Refuses a token that was given for an earlier password."""

    def validate(self, attrs):
        token = self.token_class(attrs["refresh"])
        user = User.objects.filter(uid=token.get(api_settings.USER_ID_CLAIM)).first()
        if user is None or token.get(api_settings.REVOKE_TOKEN_CLAIM) != get_md5_hash_password(user.password):
            raise AuthenticationFailed("This token was ended. Sign in again.", code="token_ended")
        return super().validate(attrs)


def tokens(user) -> dict[str, str]:
    refresh = RefreshToken.for_user(user)
    return {"access": str(refresh.access_token), "refresh": str(refresh)}


def _second_factor_holds(user, code: str) -> bool:
    types = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
    factors = Authenticator.objects.filter(user=user, type__in=types)
    return any(factor.wrap().validate_code(code) for factor in factors)

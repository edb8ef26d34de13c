"""The API: the platform's own paths, then the `urlpatterns` of each app's module `api`."""

from importlib import import_module

from django.apps import apps
from django.urls import path, re_path
from django.utils.module_loading import module_has_submodule
from drf_spectacular.views import SpectacularAPIView

from deepguard.api import audit_views, auth_views, docs, health, me, notifications, operators

app_name = "api"
HOUSE = ("wells", "surveillance", "integrity")


def of_the_apps() -> list:
    """What the apps above serve; an app without a module `api` serves nothing yet."""
    above = [c for c in apps.get_app_configs() if c.name in HOUSE and module_has_submodule(c.module, "api")]
    return [pattern for config in above for pattern in import_module(f"{config.name}.api").urlpatterns]


urlpatterns = [
    re_path(r"^auth/login/?$", auth_views.LoginView.as_view(), name="login"),
    re_path(r"^auth/refresh/?$", auth_views.RefreshView.as_view(), name="refresh"),
    re_path(r"^me/?$", me.MeView.as_view(), name="me"),
    re_path(r"^health/?$", health.HealthView.as_view(), name="health"),
    re_path(r"^health/live/?$", health.LiveView.as_view(), name="live"),
    re_path(r"^health/ready/?$", health.ReadyView.as_view(), name="ready"),
    re_path(r"^health/services/?$", health.ServicesView.as_view(), name="services"),
    path("openapi.json", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", docs.DocsView.as_view(), name="docs"),
    path("operators", operators.OperatorsView.as_view(), name="operators"),
    path("notifications", notifications.NotificationsView.as_view(), name="notifications"),
    path("notifications/read-all", notifications.ReadAllView.as_view(), name="notifications-read"),
    path("notifications/<uuid:uid>/read", notifications.ReadView.as_view(), name="notification-read"),
    path("audit", audit_views.AuditView.as_view(), name="audit"),
    *of_the_apps(),
]

"""All addresses: the platform's own, then what each app serves."""

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path
from django.utils.module_loading import module_has_submodule
from django.views.generic import RedirectView

from deepguard.api.health import healthz
from deepguard.views import audit, notifications, profile

HOUSE = ("wells", "surveillance", "integrity")

handler400 = "deepguard.views.errors.bad_request"
handler403 = "deepguard.views.errors.forbidden"
handler404 = "deepguard.views.errors.not_found"
handler500 = "deepguard.views.errors.broken"


@login_not_required
def icon(request):
    """For pages that name no icon of their own, such as the admin's."""
    return redirect(static("img/mark.svg"))


def of_the_apps() -> list:
    """The pages of the apps above; an app without a module `urls` has none yet."""
    above = [c for c in apps.get_app_configs() if c.name in HOUSE and module_has_submodule(c.module, "urls")]
    return [path("", include(f"{config.name}.urls")) for config in above]


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="fleet"), name="home"),
    path("favicon.ico", icon, name="favicon"),
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("profile/", profile.edit, name="profile"),
    path("profile/theme/", profile.theme, name="theme"),
    path("profile/operator/", profile.operator, name="operator"),
    path("notifications/", notifications.page, name="notifications"),
    path("notifications/read/", notifications.read_all, name="notifications_read"),
    path("notifications/<uuid:uid>/read/", notifications.read, name="notification_read"),
    path("audit/", audit.page, name="audit"),
    path("audit/export.csv", audit.export, name="audit_export"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("deepguard.api.urls")),
    *of_the_apps(),
]

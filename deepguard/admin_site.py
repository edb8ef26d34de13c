"""The stewards' desk: the stock admin, opened by acts and behind the same sign-in as every page."""

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite


class StewardSite(AdminSite):
    site_header = "DeepGuard, stewards' desk"
    site_title = "DeepGuard"
    index_title = "Records"
    #: The index names every desk; beside a list they would leave it half the page.
    enable_nav_sidebar = False

    def has_permission(self, request):
        return request.user.is_active and request.user.is_staff

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context)

from django.contrib.admin.apps import AdminConfig


class DeepGuardAdminConfig(AdminConfig):
    default_site = "deepguard.admin_site.StewardSite"

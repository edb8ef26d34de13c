from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class DeepguardConfig(AppConfig):
    name = "deepguard"
    verbose_name = "DeepGuard"

    def ready(self):
        from deepguard import triggers

        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="record-triggers")
        checks.register(triggers.check_triggers, checks.Tags.database)

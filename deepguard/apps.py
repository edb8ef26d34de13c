from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django_structlog.signals import bind_extra_request_finished_metadata

from deepguard.navigation import Entry


class DeepguardConfig(AppConfig):
    name = "deepguard"
    verbose_name = "DeepGuard"
    navigation = (
        Entry("Record", "Audit", "history", "audit", "audit.view", order=90),
        Entry("Record", "Admin", "settings", "admin:index", "admin.open", order=95),
    )

    def ready(self):
        from deepguard import triggers
        from deepguard.middleware.timing import log_duration

        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="record-triggers")
        bind_extra_request_finished_metadata.connect(log_duration, dispatch_uid="request-duration")
        checks.register(triggers.check_triggers, checks.Tags.database)

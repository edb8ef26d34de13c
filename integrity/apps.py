from django.apps import AppConfig

from deepguard.navigation import Entry


class IntegrityConfig(AppConfig):
    name = "integrity"
    navigation = (
        Entry("Watch", "Fleet", "grid-dots", "fleet", "well.view", order=10),
        Entry("Prove", "Limits", "ruler-2", "integrity:limits", "limit.view", order=60),
        Entry("Prove", "Calculators", "calculator", "calculators", "well.view", order=70),
    )

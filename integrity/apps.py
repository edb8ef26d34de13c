from django.apps import AppConfig

from deepguard.navigation import Entry


class IntegrityConfig(AppConfig):
    name = "integrity"
    navigation = (
        Entry("Watch", "Fleet", "grid-dots", "fleet", "well.view", order=10),
        Entry("Prove", "Rules", "adjustments-horizontal", "integrity:rules", "rules.view", order=65),
        Entry("Prove", "Calculators", "calculator", "calculators", "well.view", order=70),
    )

from django.apps import AppConfig

from deepguard.beginning import Offer
from deepguard.navigation import Entry


class IntegrityConfig(AppConfig):
    name = "integrity"
    navigation = (
        Entry("Watch", "Fleet", "grid-dots", "fleet", "well.view", order=10),
        Entry("Prove", "Limits", "ruler-2", "integrity:limits", "limit.view", order=60),
        Entry("Prove", "Rules", "adjustments-horizontal", "integrity:rules", "rules.view", order=65),
        Entry("Record", "Record check", "shield-check", "integrity:record", "audit.view", order=92),
        Entry("Prove", "Calculators", "calculator", "calculators", "well.view", order=70),
    )
    offers = (
        Offer(
            "starter-rules",
            "Load the rule pack “Conservative start” (design factors, fluids, trigger, rounding)",
            "integrity.services.rule_packs.begin_with_starter",
        ),
    )

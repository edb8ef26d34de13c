"""What a well means, over HTTP: limits computed and in force, facts taken back, derivations, comparison, rule packs, calculators."""

from integrity.api import (
    calculations,
    compare,
    derivations,
    envelopes,
    limits,
    regimes,
    retractions,
    rule_packs,
    set_asides,
)

urlpatterns = [
    *envelopes.routes,
    *limits.routes,
    *derivations.routes,
    *regimes.routes,
    *compare.routes,
    *retractions.routes,
    *rule_packs.routes,
    *set_asides.routes,
    *calculations.routes,
]

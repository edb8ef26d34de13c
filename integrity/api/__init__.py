"""What a well means, over HTTP: limits, their derivations, comparison, rule packs, calculators."""

from integrity.api import calculations, compare, derivations, limits, regimes, rule_packs

urlpatterns = [
    *limits.routes,
    *derivations.routes,
    *regimes.routes,
    *compare.routes,
    *rule_packs.routes,
    *calculations.routes,
]

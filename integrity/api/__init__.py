"""What a well means, over HTTP: limits, rule packs, calculators."""

from integrity.api import calculations, limits, regimes, rule_packs

urlpatterns = [*limits.routes, *regimes.routes, *rule_packs.routes, *calculations.routes]

"""What a well means, over HTTP: limits, their derivations, rule packs, calculators."""

from integrity.api import calculations, derivations, limits, rule_packs

urlpatterns = [*limits.routes, *derivations.routes, *rule_packs.routes, *calculations.routes]

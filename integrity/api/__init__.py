"""What a well means, over HTTP: limits, rule packs, calculators."""

from integrity.api import calculations, limits, rule_packs

urlpatterns = [*limits.routes, *rule_packs.routes, *calculations.routes]

"""What a well means, over HTTP: limits, calculators."""

from integrity.api import calculations, limits, regimes

urlpatterns = [*limits.routes, *regimes.routes, *calculations.routes]

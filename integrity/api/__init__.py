"""What a well means, over HTTP: limits, calculators."""

from integrity.api import calculations, compare, limits

urlpatterns = [*limits.routes, *compare.routes, *calculations.routes]

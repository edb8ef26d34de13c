"""What a well means, over HTTP: limits, calculators."""

from integrity.api import calculations, limits

urlpatterns = [*limits.routes, *calculations.routes]

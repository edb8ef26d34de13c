"""What a well means, over HTTP: limits computed and in force, calculators."""

from integrity.api import calculations, envelopes, limits

urlpatterns = [*envelopes.routes, *limits.routes, *calculations.routes]

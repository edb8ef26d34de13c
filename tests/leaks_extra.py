"""The addresses of the house and one that no line of tests/leaks.py names."""

from django.http import HttpResponse
from django.urls import path

from deepguard.urls import urlpatterns as known

urlpatterns = [*known, path("surprise/", lambda request: HttpResponse(), name="surprise")]

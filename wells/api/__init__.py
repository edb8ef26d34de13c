"""What a well is, over HTTP: the same acts, filters and words as the pages."""

from wells.api.urls import urlpatterns

__all__ = ["urlpatterns"]

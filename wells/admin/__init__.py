"""The stewards' desks for wells: items through `editing`, places through their acts, the record to read."""

from wells.admin import items, places, record, wells

__all__ = ["items", "places", "record", "wells"]

"""Maximum allowable annulus surface pressure: one function a regime, collected by standard and edition."""

from integrity.engine.maasp.iso_16530_1 import REGIME as ISO_16530_1
from integrity.engine.maasp.iso_16530_1 import maasp_iso_16530_1

METHODS = {ISO_16530_1: maasp_iso_16530_1}

__all__ = ["ISO_16530_1", "METHODS", "maasp_iso_16530_1"]

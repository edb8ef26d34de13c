"""Maximum allowable wellhead operating pressure: another regime than MAASP, never mixed with it."""

from integrity.engine.mawop.api_rp_90 import REGIME as API_RP_90
from integrity.engine.mawop.api_rp_90 import mawop_api_rp_90

METHODS = {API_RP_90: mawop_api_rp_90}

__all__ = ["API_RP_90", "METHODS", "mawop_api_rp_90"]

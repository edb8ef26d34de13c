"""Maximum allowable wellhead operating pressure: other regimes than MAASP, never mixed with it or each other."""

from integrity.engine.mawop.api_rp_90 import REGIME as API_RP_90
from integrity.engine.mawop.api_rp_90 import mawop_api_rp_90
from integrity.engine.mawop.api_rp_90_2 import EXPLICIT as API_RP_90_2_EXPLICIT
from integrity.engine.mawop.api_rp_90_2 import SIMPLE as API_RP_90_2_SIMPLE
from integrity.engine.mawop.api_rp_90_2 import mawop_explicit, mawop_simple

METHODS = {
    API_RP_90: mawop_api_rp_90,
    API_RP_90_2_SIMPLE: mawop_simple,
    API_RP_90_2_EXPLICIT: mawop_explicit,
}

__all__ = [
    "API_RP_90",
    "API_RP_90_2_EXPLICIT",
    "API_RP_90_2_SIMPLE",
    "METHODS",
    "mawop_api_rp_90",
    "mawop_explicit",
    "mawop_simple",
]

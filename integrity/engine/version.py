"""Version of the engine: it stands in every answer, so that a number can be computed again by the same code."""

ENGINE_VERSION = "0.1.0"

"""Pure functions of well documents that editing stands on: places, minting of ids, merging, what to offer."""

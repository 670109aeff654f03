"""How good an engine is on tickets whose right labels are known: see `engines`."""

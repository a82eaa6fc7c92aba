"""The parts of the shim; see ``shim.py``."""

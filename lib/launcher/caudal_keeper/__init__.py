"""The parts of the socket keeper; see ``socket_keeper.py``."""

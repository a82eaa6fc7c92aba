"""The server inside a Caudal instance: Azure ML's scoring-script contract on uvicorn and httptools."""

from __future__ import annotations

__version__ = "0.1.0"

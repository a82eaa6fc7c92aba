"""Both import paths of `rawhttp`, `AMLRequest` and `AMLResponse`, with and without Azure's package.

`azureml_inference_server_http.api.aml_request` and `.aml_response` are the real modules when they can be imported, else
our stand-ins. `azureml.contrib.services.aml_request` and `.aml_response` (the older path) are the same modules under
another name. Nothing is imported until a script asks.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any, Optional

from .logs import logger

LEAVES = ("aml_request", "aml_response")
REAL = "azureml_inference_server_http"
REAL_API = f"{REAL}.api"
OLD = "azureml.contrib.services"
SHIMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shims")
PACKAGES = frozenset({REAL, REAL_API, "azureml", "azureml.contrib", OLD})


def _import_leaf(leaf: str) -> ModuleType:
    """The module behind `aml_request` or `aml_response`: the real one, else ours."""
    return importlib.import_module(f"{REAL_API}.{leaf}")


class _EmptyPackage(importlib.abc.Loader):
    """Makes a package without content, so that the modules below it have a parent."""

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> Optional[ModuleType]:
        """Let the import system make the module."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


class _Alias(importlib.abc.Loader):
    """Makes the old path name the very same module object as the new one."""

    def __init__(self, leaf: str) -> None:
        self._leaf = leaf
        self._own: dict[str, Any] = {}

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """The module of the new path; its own name and spec are kept for later."""
        module = _import_leaf(self._leaf)
        self._own = {key: getattr(module, key, None) for key in ("__name__", "__spec__", "__loader__", "__package__")}
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Undo what the import system wrote onto a module that already was complete."""
        vars(module).update(self._own)


class _RealOrShim(importlib.abc.Loader):
    """Runs the real module; if it cannot be imported, fills the module from our stand-in."""

    def __init__(self, leaf: str, real: Optional[importlib.machinery.ModuleSpec]) -> None:
        self._leaf = leaf
        self._real = real

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> Optional[ModuleType]:
        """Let the import system make the module."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Real code first, stand-in second."""
        if self._real is not None and self._real.loader is not None:
            try:
                self._real.loader.exec_module(module)
                return
            except ImportError as error:
                logger.warning("%s cannot be imported (%s); using Caudal's stand-in.", module.__name__, error)
        path = os.path.join(SHIMS, f"{self._leaf}.py")
        importlib.machinery.SourceFileLoader(module.__name__, path).exec_module(module)


class _LeafFinder(importlib.abc.MetaPathFinder):
    """First in line: the four module names themselves."""

    def find_spec(
        self, fullname: str, path: Optional[Sequence[str]] = None, target: Optional[ModuleType] = None
    ) -> Optional[importlib.machinery.ModuleSpec]:
        """A spec for one of the four names, None for all others."""
        parent, _, leaf = fullname.rpartition(".")
        if leaf not in LEAVES:
            return None
        if parent == OLD:
            return importlib.machinery.ModuleSpec(fullname, _Alias(leaf))
        if parent == REAL_API:
            real = importlib.machinery.PathFinder.find_spec(fullname, path)
            origin = real.origin if real else None
            return importlib.machinery.ModuleSpec(fullname, _RealOrShim(leaf, real), origin=origin)
        return None


class _PackageFinder(importlib.abc.MetaPathFinder):
    """Last in line: the packages above them, where the environment has none."""

    def find_spec(
        self, fullname: str, path: Optional[Sequence[str]] = None, target: Optional[ModuleType] = None
    ) -> Optional[importlib.machinery.ModuleSpec]:
        """An empty package for a known parent, None for all others."""
        if fullname not in PACKAGES:
            return None
        return importlib.machinery.ModuleSpec(fullname, _EmptyPackage(), is_package=True)


def install_aml_modules() -> None:
    """Make both import paths work in this process."""
    sys.meta_path.insert(0, _LeafFinder())
    sys.meta_path.append(_PackageFinder())


def is_rawhttp_requested() -> bool:
    """Whether the script used `@rawhttp`, from whichever path."""
    module = sys.modules.get(f"{REAL_API}.aml_request")
    return bool(getattr(module, "_rawHttpRequested", False))

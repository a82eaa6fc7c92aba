"""Load the user's entry script and find out how its `run` wants to be called."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import os
import sys
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Callable, Optional

from .aml_modules import is_rawhttp_requested
from .errors import BootError
from .logs import logger
from .settings import Settings

MODULE_NAME = "entry_module"

TEXT = "text"
SCHEMA = "schema"
RAW = "raw"


@dataclass(frozen=True)
class Script:
    """A loaded entry script.

    `style` says what `run` takes: `text` (the body as a str), `schema` (named parameters out of a JSON object) or `raw`
    (the HTTP request). `parameters` are those of `run` without `request_headers`.
    """

    module: ModuleType
    init: Callable[[], Any]
    run: Callable[..., Any]
    style: str
    parameters: tuple[inspect.Parameter, ...]
    wants_headers: bool


def prepare_import_path(settings: Settings) -> None:
    """Put the script's folder first on the import path; the app root and AZUREML_SOURCE_DIRECTORY go last."""
    script = settings.script_path
    if script is not None:
        sys.path.insert(0, os.path.dirname(os.path.abspath(script)))
    sys.path.append(settings.app_root)
    if settings.source_dir:
        sys.path.append(os.path.join(settings.app_root, settings.source_dir))


def load_script(settings: Settings) -> Script:
    """Import the entry script and analyse it; raises BootError of the phase `imports`."""
    module = _import_script(settings)
    name = settings.entry_script or "main.py"
    for function in ("init", "run"):
        if not hasattr(module, function):
            raise BootError(
                f"missing_{function}",
                "imports",
                f"The scoring script {name} has no {function}() function: define it at the top level.",
            )
    run = _run_behind_driver(module).run
    wants_headers, parameters = _parameters_of(run)
    return Script(module, module.init, run, _style_of(run), parameters, wants_headers)


def _import_script(settings: Settings) -> ModuleType:
    """The entry script as a module, or `main` from the import path when none is named."""
    path = settings.script_path
    try:
        if path is None:
            return importlib.import_module("main")
        if not os.path.isfile(path):
            raise BootError("script_missing", "imports", f"The scoring script {path} does not exist.")
        spec = importlib.util.spec_from_file_location(MODULE_NAME, path)
        if spec is None or spec.loader is None:
            raise BootError("script_missing", "imports", f"The scoring script {path} must be a .py file.")
        module = importlib.util.module_from_spec(spec)
        # Azure's server leaves this out, which breaks dataclasses with postponed annotations in the script itself.
        sys.modules[MODULE_NAME] = module
        spec.loader.exec_module(module)
        return module
    except BootError:
        raise
    except BaseException as error:
        if path is None and isinstance(error, ModuleNotFoundError) and error.name == "main":
            message = "AZUREML_ENTRY_SCRIPT is not set and there is no main.py on the import path."
            raise BootError("script_missing", "imports", message) from error
        name = settings.entry_script or "main.py"
        raise BootError("import_error", "imports", f"Importing {name} failed: {_one_line(error)}") from error


def _one_line(error: BaseException) -> str:
    """`ValueError: text`, first line only."""
    text = str(error).strip().split("\n")[0]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _run_behind_driver(module: ModuleType) -> Any:
    """The module whose `run` is called: some SDKs generate a driver script around the user's; its `init` is kept."""
    driven = getattr(module, "driver_module", None)
    if isinstance(driven, ModuleType) and hasattr(driven, "run"):
        logger.info("Found a driver script and the scoring script %s behind it.", driven.__file__)
        return driven
    return module


def _parameters_of(run: Callable[..., Any]) -> tuple[bool, tuple[inspect.Parameter, ...]]:
    """Whether `run` takes `request_headers`, and its other parameters; raises BootError `bad_run_signature`."""
    try:
        parameters = tuple(inspect.signature(run).parameters.values())
    except (TypeError, ValueError) as error:
        raise BootError("bad_run_signature", "imports", f"run is not a function: {error}") from error
    by_name = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    if any(parameter.kind not in by_name for parameter in parameters):
        raise BootError(
            "bad_run_signature", "imports", "run() cannot accept positional-only arguments, *args, or **kwargs."
        )
    inputs = tuple(parameter for parameter in parameters if parameter.name != "request_headers")
    wants_headers = len(inputs) < len(parameters)
    if not inputs:
        what = 'an argument other than "request_headers"' if wants_headers else "an argument for input data"
        raise BootError("bad_run_signature", "imports", f"run() needs to accept {what}.")
    return wants_headers, inputs


def _style_of(run: Callable[..., Any]) -> str:
    """How `run` is decorated; both decorators at once is a boot error."""
    is_raw = is_rawhttp_requested()
    is_schema = _is_schema_decorated(run)
    if is_raw and is_schema:
        message = "run() cannot be decorated with both @rawhttp and @input_schema."
        raise BootError("mixed_decorators", "imports", message)
    return RAW if is_raw else SCHEMA if is_schema else TEXT


def _is_schema_decorated(run: Callable[..., Any]) -> bool:
    """Asks inference-schema, if the script imported it."""
    util: Optional[ModuleType] = sys.modules.get("inference_schema.schema_util")
    return bool(util is not None and util.is_schema_decorated(run))

"""Import the script, call `init`, and report each phase; what goes wrong is a BootError."""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Iterator

from .errors import BootError
from .logs import logger
from .phases import PhaseWriter, describe_failure, format_cause
from .script import Script, load_script, prepare_import_path
from .settings import Settings
from .swagger import Swagger, build_swagger

MAX_TREE_LINES = 200


def boot(settings: Settings, phases: PhaseWriter) -> tuple[Script, Swagger]:
    """Bring the script up to the point where it can serve; raises BootError."""
    started = time.perf_counter()
    prepare_import_path(settings)
    script = load_script(settings)
    phases.write("imports", _since(started))
    started = time.perf_counter()
    _call_init(script)
    try:
        swagger = build_swagger(settings, script)
    except BootError:
        raise
    except Exception as error:
        raise BootError("swagger_invalid", "init", f"The swagger document cannot be made: {error}") from error
    phases.write("init", _since(started))
    return script, swagger


def _call_init(script: Script) -> None:
    try:
        script.init()
    except BaseException as error:
        text = str(error).strip().split("\n")[0]
        message = f"init() raised {type(error).__name__}{': ' + text if text else ''}"
        raise BootError("init_failed", "init", message) from error


def report_boot_failure(error: BootError, settings: Settings | None, phases: PhaseWriter, elapsed_ms: float) -> None:
    """Say on stderr and on the phase pipe what went wrong, with the traceback and what the model folder holds."""
    cause = error.__cause__
    logger.error("%s%s", error.message, "\n" + format_cause(cause).rstrip() if cause is not None else "")
    if cause is not None and settings is not None:
        _log_model_folder(settings.model_dir)
    phases.write(error.phase, elapsed_ms, describe_failure(error))
    sys.stdout.flush()
    sys.stderr.flush()


def _log_model_folder(model_dir: str) -> None:
    """The tree below AZUREML_MODEL_DIR, at most 200 lines: a wrong path is the most common reason of a failed init."""
    if not model_dir:
        return
    if not os.path.exists(model_dir):
        logger.error("AZUREML_MODEL_DIR is %s, which does not exist.", model_dir)
        return
    tree = _walk(model_dir, 0)
    lines = list(itertools.islice(tree, MAX_TREE_LINES))
    more = [f"... only the first {MAX_TREE_LINES} lines are shown"] if next(tree, None) else []
    logger.error("AZUREML_MODEL_DIR (%s) holds:\n%s", model_dir, "\n".join(lines + more))


def _walk(path: str, depth: int) -> Iterator[str]:
    """Indented names, folders with a slash; links to folders are named but not followed, so that loops end."""
    name = os.path.basename(os.path.normpath(path))
    is_folder = os.path.isdir(path) and (depth == 0 or not os.path.islink(path))
    yield f"{'    ' * depth}{name}{'/' if is_folder else ''}"
    if is_folder:
        for child in sorted(os.listdir(path)):
            yield from _walk(os.path.join(path, child), depth + 1)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000

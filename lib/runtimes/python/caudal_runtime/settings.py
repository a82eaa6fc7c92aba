"""What the runtime is told: environment variables first, then `config.json`, then defaults.

Names and defaults are Azure's (azmlinfsrv 1.5.1) and, with the prefix CAUDAL_, ours.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from .errors import BootError

DEFAULT_SCORING_TIMEOUT_MS = 3_600_000
DEFAULT_WORKER_TIMEOUT_S = 300
# The keys that Azure's server takes from config.json. AML_CORS_ORIGINS is documented there but ignored by its code;
# we take it.
CONFIG_FILE_KEYS = frozenset(
    {
        "AZUREML_SOURCE_DIRECTORY",
        "AZUREML_ENTRY_SCRIPT",
        "SERVICE_NAME",
        "SERVICE_PATH_PREFIX",
        "SERVICE_VERSION",
        "SCORING_TIMEOUT_MS",
        "AZUREML_MODEL_DIR",
        "AML_CORS_ORIGINS",
    }
)


@dataclass(frozen=True)
class Settings:
    """Everything the runtime was told, parsed once."""

    app_root: str
    entry_script: Optional[str]
    source_dir: Optional[str]
    model_dir: str
    service_name: str
    service_version: str
    service_path_prefix: str
    scoring_timeout_ms: int
    cors_origins: Optional[str]
    send_server_version: bool
    worker_count: int
    worker_timeout_s: int
    slots: Optional[int]
    request_timeout_ms: Optional[int]

    @property
    def script_path(self) -> Optional[str]:
        """Absolute path of the entry script, or None when `main` is imported by name."""
        return os.path.join(self.app_root, self.entry_script) if self.entry_script else None


def find_config_file(env: Mapping[str, str], app_root: str) -> Optional[str]:
    """Path of the config file: AZUREML_CONFIG_FILE, else config.json in the app root, else beside the entry script.

    Missing and empty files are passed over.
    """
    candidates = [env.get("AZUREML_CONFIG_FILE"), os.path.join(app_root, "config.json")]
    script = env.get("AZUREML_ENTRY_SCRIPT")
    if script:
        folder = os.path.dirname(os.path.join(app_root, script))
        candidates.append(os.path.join(folder, "config.json"))
    for path in candidates:
        if path and os.path.isfile(path) and os.path.getsize(path) > 0:
            return path
    return None


def _read_config_file(path: Optional[str]) -> dict[str, Any]:
    """The known keys of a config file; a file that is not a JSON object is a boot error."""
    if path is None:
        return {}
    try:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
    except (OSError, ValueError) as error:
        raise BootError("bad_config", "imports", f"Invalid config file {path}: {error}") from error
    if not isinstance(content, dict):
        raise BootError("bad_config", "imports", f"Invalid config file {path}: it must hold a JSON object.")
    return {key: value for key, value in content.items() if key in CONFIG_FILE_KEYS and value is not None}


def _integer(values: Mapping[str, Any], name: str, default: Optional[int], minimum: int) -> Optional[int]:
    """A whole number from the settings; anything else is a boot error that names the variable and the rule."""
    raw = values.get(name)
    if raw is None or raw == "":
        return default
    try:
        number = int(raw)
    except (TypeError, ValueError):
        number = minimum - 1
    if number < minimum:
        raise BootError("bad_config", "imports", f"{name} must be a whole number of at least {minimum}, not {raw!r}.")
    return number


def read_settings(env: Mapping[str, str]) -> Settings:
    """Parse the environment and the config file; raises BootError `bad_config`."""
    app_root = env.get("AML_APP_ROOT") or os.getcwd()
    values: dict[str, Any] = {**_read_config_file(find_config_file(env, app_root)), **env}
    timeout = _integer(values, "SCORING_TIMEOUT_MS", DEFAULT_SCORING_TIMEOUT_MS, 0)
    return Settings(
        app_root=app_root,
        entry_script=values.get("AZUREML_ENTRY_SCRIPT") or None,
        source_dir=values.get("AZUREML_SOURCE_DIRECTORY") or None,
        model_dir=str(values.get("AZUREML_MODEL_DIR", "")),
        service_name=str(values.get("SERVICE_NAME", "ML service")),
        service_version=str(values.get("SERVICE_VERSION", "1.0")),
        service_path_prefix=str(values.get("SERVICE_PATH_PREFIX", "")),
        scoring_timeout_ms=DEFAULT_SCORING_TIMEOUT_MS if timeout is None else timeout,
        cors_origins=values.get("AML_CORS_ORIGINS") or None,
        send_server_version=str(env.get("SERVER_VERSION_LOG_RESPONSE_ENABLED", "true")).lower() == "true",
        worker_count=_integer(values, "WORKER_COUNT", 1, 1) or 1,
        worker_timeout_s=_integer(values, "WORKER_TIMEOUT", DEFAULT_WORKER_TIMEOUT_S, 0) or 0,
        slots=_integer(values, "CAUDAL_SLOTS", None, 1),
        request_timeout_ms=_integer(values, "CAUDAL_REQUEST_TIMEOUT_MS", None, 1),
    )

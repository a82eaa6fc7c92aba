"""`GET /swagger.json`: the user's own files first, else a document made from the schema decorators."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, Optional

from .errors import BootError
from .job import Reply
from .replies import error_reply, json_reply
from .script import SCHEMA, Script
from .settings import Settings
from .swagger_template import openapi3, swagger2

# Version -> the names it is asked for by, and the user's files that replace it, in order.
ALIASES = {"2": ("2", "2.0"), "3": ("3", "3.0"), "3.1": ("3.1",)}
FILES = {"2": ("swagger.json", "swagger2.json"), "3": ("swagger3.json",), "3.1": ("swagger3.1.json",)}
DEFAULT_VERSION = "2"


class Swagger:
    """The documents of one script by version."""

    def __init__(self, documents: dict[str, Any]) -> None:
        self._documents = documents
        self._by_alias = {alias: doc for version, doc in documents.items() for alias in ALIASES[version]}

    def reply(self, version: Optional[str]) -> Reply:
        """The document of a version (2 when none is asked for); 404 names the versions that exist."""
        asked = DEFAULT_VERSION if version is None else version
        document = self._by_alias.get(asked)
        if document:
            return json_reply(document)
        known = ", ".join(sorted(self._documents))
        if any(asked in aliases for aliases in ALIASES.values()):
            start = f"Swagger version [{asked}] is not supported for the scoring script. Supported swagger versions"
        else:
            start = f"Swagger version [{asked}] is not valid. Supported versions"
        return error_reply(404, f"{start}: [{known}].")


def build_swagger(settings: Settings, script: Script) -> Swagger:
    """Read the user's files and make the rest; a file that is not JSON is a BootError `swagger_invalid`."""
    documents: dict[str, Any] = {}
    for version, aliases in ALIASES.items():
        document = _read_own(settings, FILES[version])
        if not document and _is_supported(script, aliases):
            document = _generate(settings, script, version)
        if document is not None:
            documents[version] = document
    return Swagger(documents)


def _read_own(settings: Settings, names: tuple[str, ...]) -> Any:
    """The first non-empty document among the app root and the script's folder."""
    folders = [settings.app_root]
    if settings.script_path:
        folders.append(os.path.dirname(settings.script_path))
    for name in names:
        for folder in folders:
            path = os.path.join(folder, name)
            if not os.path.isfile(path):
                continue
            try:
                with open(path, encoding="utf-8") as file:
                    document = json.load(file)
            except (OSError, ValueError) as error:
                raise BootError("swagger_invalid", "init", f"{path} is not a JSON file: {error}") from error
            if document:
                return document
    return None


def _is_supported(script: Script, aliases: tuple[str, ...]) -> bool:
    """Whether the sample types can be said in this version (Swagger 2 has no arrays of mixed types)."""
    util = sys.modules.get("inference_schema.schema_util")
    if util is None:
        return True
    supported = util.get_supported_versions(script.run)
    return any(alias in supported for alias in aliases)


def _generate(settings: Settings, script: Script, version: str) -> Any:
    service_input: Any = {"type": "object", "example": {}}
    service_output: Any = service_input
    if script.style == SCHEMA:
        util = sys.modules["inference_schema.schema_util"]
        service_input = util.get_input_schema(script.run)
        service_output = util.get_output_schema(script.run)
    prefix = settings.service_path_prefix.strip("/")
    about = (settings.service_name, settings.service_version, f"/{prefix}" if prefix else "")
    if version == "2":
        return swagger2(*about, service_input, service_output)
    return openapi3("3.1.0" if version == "3.1" else "3.0.3", *about, service_input, service_output)

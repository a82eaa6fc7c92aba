"""Both import paths of Azure's request and response classes."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import ours

SCRIPT = """
from azureml.contrib.services.aml_request import AMLRequest, rawhttp
from azureml.contrib.services.aml_response import AMLResponse

def init():
    pass

@rawhttp
def run(request: AMLRequest):
    modules = [AMLResponse.__mro__[1].__module__, type(request).__module__]
    return AMLResponse({"base": modules, "data": request.data.decode()}, 200, json_str=True)
"""


@pytest.mark.parametrize(("environment", "base"), [("azure", "flask.wrappers"), ("bare", "werkzeug.wrappers")])
def test_the_real_classes_are_used_where_they_are_installed(
    pythons: dict[str, Path], tmp_path: Path, environment: str, base: str
) -> None:
    (tmp_path / "score.py").write_text(SCRIPT)
    with ours(pythons[environment], tmp_path) as server:
        assert all(module.startswith(base) for module in server.post("x").json()["base"])


def test_a_package_of_azures_that_cannot_be_imported_gives_way_to_ours(python: Path, tmp_path: Path) -> None:
    api = tmp_path / "azureml_inference_server_http" / "api"
    api.mkdir(parents=True)
    for folder in (api.parent, api):
        (folder / "__init__.py").write_text("")
    for leaf in ("aml_request", "aml_response"):
        (api / f"{leaf}.py").write_text("from flask import Nothing\n")
    (tmp_path / "score.py").write_text(SCRIPT)
    with ours(python, tmp_path) as server:
        assert server.post("x").json()["data"] == '"x"'
        assert "using Caudal's stand-in" in server.stderr()


def test_other_packages_below_azureml_stay_importable(python: Path, tmp_path: Path) -> None:
    (tmp_path / "azureml" / "core").mkdir(parents=True)
    (tmp_path / "azureml" / "core" / "__init__.py").write_text("VERSION = 1\n")
    (tmp_path / "score.py").write_text("from azureml.core import VERSION\n" + SCRIPT)
    with ours(python, tmp_path) as server:
        assert server.post("x").status == 200


def test_nothing_of_it_is_imported_unless_a_script_asks(python: Path, tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(
        "import sys\ndef init():\n    pass\ndef run(data):\n"
        "    return [name for name in ('werkzeug', 'flask', 'inference_schema', 'azureml') if name in sys.modules]\n"
    )
    with ours(python, tmp_path) as server:
        assert server.post("x").json() == []


def test_a_script_cannot_say_busy_or_frame_the_answer(python: Path, tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(
        "from azureml_inference_server_http.api.aml_response import AMLResponse\n"
        "def init():\n    pass\n"
        "def run(data):\n"
        "    names = ['X-Caudal-Busy', 'Connection', 'Content-Length', 'X-Mine']\n"
        "    return AMLResponse('body', 200, {name: '1' for name in names})\n"
    )
    with ours(python, tmp_path) as server:
        answer = server.post("x")
        assert answer.body == b"body"
        assert (answer.header("x-caudal-busy"), answer.header("content-length"), answer.header("x-mine")) == (
            None,
            "4",
            "1",
        )

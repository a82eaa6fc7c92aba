"""Hooks of schemathesis: they put names that exist into the requests that it generates, and count the answers.

A part of a request (path, query, headers, body) that was generated to be wrong stays as it is. One that was generated to
be right is made to fit the resources of `World`, because a schema cannot know their names; one in ten stays as it is, so
that legal names of nothing are tried too.
"""

from __future__ import annotations

import ast
import atexit
import json
import os
import sys
import threading
from collections import Counter, defaultdict
from pathlib import Path

import schemathesis
from schemathesis.core.parameters import ParameterLocation

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fitting import FITTERS  # noqa: E402
from world import World  # noqa: E402

# Python counts the depth of its parser's recursion for all threads together: of two that parse at once one fails with
# "AST constructor recursion depth mismatch" (cpython 106905). Hypothesis parses in every thread of the run.
parse, parsing = ast.parse, threading.Lock()


def parse_alone(*args, **options):
    with parsing:
        return parse(*args, **options)


ast.parse = parse_alone

AS_GENERATED_EVERY = 10
WAIT_S_MAX = 0.2
CHANGES = "GET /api/v1/workspaces/{workspace}/changes"

# Operations that use a resource up, and under which name `World` keeps one for them.
SPENDERS = {
    "DELETE /api/v1/workspaces/{workspace}/online-endpoints/{endpoint}": "endpoint",
    "DELETE /api/v1/workspaces/{workspace}/online-endpoints/{endpoint}/deployments/{deployment}": "deployment",
    "DELETE /api/v1/workspaces/{workspace}/drafts/{draft}": "draft",
    "DELETE /api/v1/sessions/{session}": "session",
    "DELETE /api/v1/tokens/{token}": "token",
    "POST /api/v1/workspaces/{workspace}/deleted-endpoints/{id}/restore": "deleted endpoint",
    "POST /api/v1/workspaces/{workspace}/online-endpoints/{endpoint}/deleted-deployments/{id}/restore": "deleted deployment",
}

world: World | None = None
making = threading.Lock()
calls: Counter[str] = Counter()
statuses: defaultdict[str, Counter[int]] = defaultdict(Counter)
failures: list[dict[str, object]] = []


def is_right(case, location: ParameterLocation) -> bool:
    return case.meta is None or not case.meta.is_negative_at(location)


def bound_time(case) -> None:
    """Nothing in the run may wait: followed logs and changes have no end, and an operation is waited for up to minutes."""
    if case.operation.label == CHANGES:
        case.query = {"seconds": "0", **(case.query or {})}
    query = case.query or {}
    if query.get("follow") == "true":
        query["follow"] = "false"
    try:
        for name in ("wait", "seconds"):
            if float(query.get(name, 0)) > WAIT_S_MAX:
                query[name] = str(WAIT_S_MAX)
    except (TypeError, ValueError):
        pass


@schemathesis.hook
def before_load_schema(context, raw_schema) -> None:
    """A request without any input would be tried once; a header that nobody reads makes it many."""
    for methods in raw_schema["paths"].values():
        for operation in methods.values():
            if not operation.get("parameters") and "requestBody" not in operation:
                operation["parameters"] = [{"name": "X-Fuzz", "in": "header", "schema": {"type": "integer", "minimum": 0}}]


@schemathesis.hook
def before_call(context, case, kwargs) -> None:
    global world
    with making:
        world = world or World()
    label = case.operation.label
    bound_time(case)
    if case.method.upper() != case.operation.method.upper():
        return
    calls[label] += 1
    if calls[label] % AS_GENERATED_EVERY == 0:
        return
    right = {location: is_right(case, location) for location in ParameterLocation}
    FITTERS[label](world, case, right)


@schemathesis.hook
def after_call(context, case, response) -> None:
    if case.method.upper() != case.operation.method.upper():
        return
    label = case.operation.label
    statuses[label][response.status_code] += 1
    if operation := response.headers.get("x-caudal-operation"):
        world.operations.append(operation[0])
    # 422: it was carried out, and what it started failed while the answer waited for it.
    if (response.status_code < 300 or response.status_code == 422) and label in SPENDERS:
        world.spend(SPENDERS[label])
    if response.status_code >= 500:
        failures.append({"operation": label, "status": response.status_code, "body": response.text[:500]})


@atexit.register
def write_table() -> None:
    table = {label: dict(counts) for label, counts in statuses.items()}
    Path(os.environ["CAUDAL_FUZZ_TABLE"]).write_text(json.dumps({"statuses": table, "failures": failures}))

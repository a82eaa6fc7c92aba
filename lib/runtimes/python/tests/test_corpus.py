"""The corpus: the same requests to azmlinfsrv 1.5.1 and to our runtime, and nothing different that is not written down.

Ours is run twice: in the environment that has Azure's package and in one that has not.
"""

from __future__ import annotations

import http.client
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable, Optional, Union

import pytest
from corpus_cases import Application, Request, load_corpus, load_differences
from harness import Observed, Server, exchange, start_ours, start_reference, stop, wait_until_ready

APPLICATIONS = load_corpus()
DIFFERENCES = load_differences()
FLAVOURS = ("azure", "bare")
CASES = [
    pytest.param(application, request, flavour, id=f"{application.name}/{request.name}-{flavour}")
    for application in APPLICATIONS
    for request in application.requests
    for flavour in FLAVOURS
    if flavour == "azure" or not application.needs_azure
]
BOOTS = [
    pytest.param(application, flavour, id=f"{application.name}-{flavour}")
    for application in APPLICATIONS
    for flavour in FLAVOURS
    if flavour == "azure" or not application.needs_azure
]
MADE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

# What a server did: its exit code if it did not start, else an answer (or the lack of one) a request.
Answer = Union[Observed, str]
Outcome = Union[int, "list[Answer]"]
used: set[str] = set()


@pytest.fixture(scope="session")
def outcomes(pythons: dict[str, Path]) -> dict[tuple[str, str], Outcome]:
    """Everything that all servers did, four servers at a time."""
    starts: dict[str, Callable[[Application], Server]] = {
        "reference": lambda app: start_reference(pythons["azure"], app.folder, app.env, app.script),
        "azure": lambda app: start_ours(pythons["azure"], app.folder, app.env, app.script),
        "bare": lambda app: start_ours(pythons["bare"], app.folder, app.env, app.script),
    }
    jobs = [(app, who) for app in APPLICATIONS for who in starts if who != "bare" or not app.needs_azure]
    with ThreadPoolExecutor(4) as pool:
        done = pool.map(lambda job: play(job[0], starts[job[1]]), jobs)
        return {(app.name, who): outcome for (app, who), outcome in zip(jobs, done)}


def play(application: Application, start: Callable[[Application], Server]) -> Outcome:
    """Start a server, send the application's requests, stop it."""
    server = start(application)
    try:
        if not wait_until_ready(server):
            return server.wait()
        return [ask(server, request) for request in application.requests]
    finally:
        stop(server)


def ask(server: Server, request: Request) -> Answer:
    """One answer, or `closed` when the server closed the connection without one."""
    try:
        return exchange(
            server.port,
            request.method,
            request.path,
            headers=list(request.headers),
            body=request.body,
            chunked=request.chunked,
        )
    except (http.client.RemoteDisconnected, ConnectionResetError):
        return "closed"


def allow(application: str, request: str, field: str, theirs: Any, ours: Any) -> bool:
    """Whether a difference is written down; notes that it was met."""
    for difference in DIFFERENCES:
        is_here = difference["application"] in ("*", application) and difference.get("request", "*") in ("*", request)
        values = difference["fields"].get(field)
        if is_here and values and matches(values["reference"], theirs) and matches(values["ours"], ours):
            used.add(f"{difference['id']}: {field}")
            return True
    return False


def matches(pattern: Any, value: Any) -> bool:
    """A difference's value: null, or a regular expression for the whole of it."""
    if pattern is None or value is None:
        return pattern is value
    return re.fullmatch(str(pattern), str(value), re.DOTALL) is not None


def comparable(answer: Answer, request: Request) -> dict[str, Optional[str]]:
    """What is compared: status, body value and the listed headers, ids that were made up replaced by a word."""
    if isinstance(answer, str):
        return {"status": answer}
    values = {"status": str(answer.status), "body": body_value(answer.body)}
    for name in request.compare:
        values[f"header {name}"] = header_value(name, answer.header(name))
    return values


def body_value(body: bytes) -> str:
    """JSON in one canonical form (objects by key); anything else as it is."""
    try:
        return json.dumps(json.loads(body), sort_keys=True)
    except (ValueError, RecursionError):
        return body.decode("latin-1")


def header_value(name: str, value: Optional[str]) -> Optional[str]:
    """A header's value with what differs from run to run replaced: made ids, milliseconds, the order of a list."""
    if value is None:
        return None
    if name in ("x-request-id", "x-ms-request-id") and MADE_ID.fullmatch(value):
        return "<made>"
    if name == "x-ms-run-fn-exec-ms":
        return "<milliseconds>" if re.fullmatch(r"\d+\.\d{3}", value) else value
    if name == "allow":
        return ", ".join(sorted(part.strip() for part in value.split(",")))
    return value


@pytest.mark.parametrize(("application", "flavour"), BOOTS)
def test_the_runtime_starts_when_azures_server_does_and_fails_with_its_exit_code(
    application: Application, flavour: str, outcomes: dict[tuple[str, str], Outcome]
) -> None:
    theirs, ours = (started(outcomes[application.name, who]) for who in ("reference", flavour))
    assert theirs == ours or allow(application.name, "", "boot", theirs, ours), f"{theirs} != {ours}"
    assert (ours == "serves") is application.boots


def started(outcome: Outcome) -> str:
    """`serves`, or the exit code."""
    return "serves" if isinstance(outcome, list) else f"exit {outcome}"


@pytest.mark.parametrize(("application", "request_", "flavour"), CASES)
def test_an_answer_is_the_one_of_azures_server(
    application: Application, request_: Request, flavour: str, outcomes: dict[tuple[str, str], Outcome]
) -> None:
    index = application.requests.index(request_)
    theirs_all, ours_all = outcomes[application.name, "reference"], outcomes[application.name, flavour]
    assert isinstance(ours_all, list)
    if not isinstance(theirs_all, list):
        # The reference does not start, which the test above has found to be an allowed difference: ours must work.
        assert isinstance(ours_all[index], Observed)
        assert ours_all[index].status == 200
        return
    theirs, ours = comparable(theirs_all[index], request_), comparable(ours_all[index], request_)
    found = {}
    for field in theirs.keys() | ours.keys():
        pair = (theirs.get(field), ours.get(field))
        if pair[0] != pair[1] and not allow(application.name, request_.name, field, *pair):
            found[field] = {"reference": pair[0], "ours": pair[1]}
    assert not found


def test_every_allowed_difference_is_met(request: pytest.FixtureRequest) -> None:
    selected = {item.name for item in request.session.items}
    if not all(f"test_an_answer_is_the_one_of_azures_server[{case.id}]" in selected for case in CASES):
        pytest.skip("only a part of the corpus was run")
    allowed = {f"{difference['id']}: {field}" for difference in DIFFERENCES for field in difference["fields"]}
    assert allowed - used == set()


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(APPLICATIONS) >= 60
    assert len({(app.name, req.name) for app in APPLICATIONS for req in app.requests}) >= 250

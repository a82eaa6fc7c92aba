"""For each operation: how a generated request is made to fit what exists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from schemathesis.core.parameters import ParameterLocation as At

from bodies import (
    deployment_body,
    draft_body,
    endpoint_body,
    files_body,
    key_body,
    login_body,
    me_body,
    member_body,
    restore_body,
    rollback_body,
    sample_body,
    test_body,
    token_body,
    traffic_body,
    without,
    workspace_body,
)
from world import ASSETS, DEPLOYMENTS, ENDPOINTS, LOGGED, SAMPLES, WORKSPACE, World

Right = dict[At, bool]
Fitter = Callable[[World, Any, Right], None]

PLACE = "/api/v1/workspaces/{workspace}"
ENDPOINT = PLACE + "/online-endpoints/{endpoint}"
DEPLOYMENT = ENDPOINT + "/deployments/{deployment}"
UPLOAD = PLACE + "/uploads/{upload}"
PRECONDITIONS = ("If-Match", "If-None-Match")


def fit(path: Callable[[World], dict[str, str]] | None = None, body: Callable[[World, Any, dict[str, Any]], Any] | None = None) -> Fitter:
    """`path` answers names that exist; `body` changes a generated body so that it can be carried out."""

    def apply(world: World, case: Any, right: Right) -> None:
        if right[At.PATH] and case.path_parameters:
            names = path(world) if path else {}
            case.path_parameters.update({"workspace": WORKSPACE, **names} if "workspace" in case.path_parameters else names)
        if right[At.QUERY] and case.query:
            # A cursor is what an earlier page answered; a list without one is its first page.
            case.query.pop("cursor", None)
        if right[At.HEADER] and case.headers:
            for name in PRECONDITIONS:
                case.headers.pop(name, None)
        if body and right[At.BODY]:
            given = case.body if isinstance(case.body, dict) else {}
            case.body = body(world, case, dict(given))
            case.media_type = case.media_type or "application/json"

    return apply


def endpoint(world: World) -> dict[str, str]:
    return {"endpoint": ENDPOINTS[next(world.numbers) % len(ENDPOINTS)]}


def deployment(world: World) -> dict[str, str]:
    return {**endpoint(world), "deployment": DEPLOYMENTS[next(world.numbers) % len(DEPLOYMENTS)]}


def endpoint_to_put(world: World) -> dict[str, str]:
    return {"endpoint": f"fuzz-put-{next(world.numbers) % 8}"}


def endpoint_to_delete(world: World) -> dict[str, str]:
    return world.spare("endpoint", lambda: {"endpoint": world.new_endpoint()})


def deployment_to_put(world: World) -> dict[str, str]:
    return {**endpoint(world), "deployment": f"put-{next(world.numbers) % 6}"}


def deployment_to_delete(world: World) -> dict[str, str]:
    def make() -> dict[str, str]:
        return {"endpoint": ENDPOINTS[0], "deployment": world.new_deployment(ENDPOINTS[0], world.new_name("gone"))}

    return world.spare("deployment", make)


def endpoint_to_restore(world: World) -> dict[str, str]:
    return world.spare("deleted endpoint", lambda: {"id": world.deleted_endpoint()})


def deployment_to_restore(world: World) -> dict[str, str]:
    def make() -> dict[str, str]:
        return {"endpoint": ENDPOINTS[1], "id": world.deleted_deployment(ENDPOINTS[1])}

    return world.spare("deleted deployment", make)


def sample(world: World) -> dict[str, str]:
    return {"sample": SAMPLES[next(world.numbers) % len(SAMPLES)]}


def token_to_delete(world: World) -> dict[str, str]:
    return world.spare("token", lambda: {"token": world.new_token()})


def session_to_delete(world: World) -> dict[str, str]:
    return world.spare("session", lambda: {"session": world.new_session()})


def logs_query(world: World, case: Any, right: Right) -> None:
    fit(lambda _world: {"endpoint": LOGGED, "deployment": "blue"})(world, case, right)
    if right[At.QUERY]:
        case.query = {**without(case.query or {}, "instance", "previous", "generation"), "container": "storage-initializer"}


def draft(world: World) -> dict[str, str]:
    return {"draft": world.kept_draft}


def draft_to_delete(world: World) -> dict[str, str]:
    return world.spare("draft", lambda: {"draft": world.new_draft()})


def operation(world: World) -> dict[str, str]:
    return {"operation": world.operations[-1]}


def open_upload(world: World) -> dict[str, str]:
    return {"upload": world.open_upload, "sha256": world.open_digest}


def sent_upload(world: World) -> dict[str, str]:
    upload, _digest, _content = world.new_upload(f"sent {next(world.numbers)}".encode(), is_sent=True)
    return {"upload": upload}


def send_blob(world: World, case: Any, right: Right) -> None:
    if not (right[At.PATH] and right[At.HEADER]):
        return
    upload, digest, content = world.new_upload()
    case.path_parameters.update({"workspace": WORKSPACE, "upload": upload, "sha256": digest})
    case.headers["Upload-Offset"] = "0"
    case.body = content
    case.media_type = "application/octet-stream"


def asset_fitters(kind: str) -> dict[str, Fitter]:
    one = PLACE + f"/{kind}/{{name}}"
    version = one + "/versions/{version}"

    def named(world: World) -> dict[str, str]:
        return {"name": ASSETS[kind]}

    def known(world: World) -> dict[str, str]:
        return {"name": ASSETS[kind], "version": "1"}

    def archived(world: World) -> dict[str, str]:
        return {"name": ASSETS[kind], "version": "2"}

    def to_put(world: World) -> dict[str, str]:
        return {"name": ASSETS[kind], "version": f"put-{next(world.numbers) % 40}"}

    def body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
        kept = without(given, "name", "version", "build", "conda_file", "os_type")
        return {**kept, **world.asset_body(kind)}

    return {
        f"GET {PLACE}/{kind}": fit(),
        f"GET {one}": fit(named),
        f"POST {one}/versions": fit(named, body),
        f"GET {version}": fit(known),
        f"PUT {version}": fit(to_put, body),
        f"POST {version}/archive": fit(archived),
        f"POST {version}/restore": fit(archived),
    }


FITTERS: dict[str, Fitter] = {
    "GET /api/health": fit(),
    "GET /api/v1/openapi.json": fit(),
    "GET /api/v1/ca.pem": fit(),
    "GET /api/v1/me": fit(),
    "PATCH /api/v1/me": fit(body=me_body),
    "POST /api/v1/login": fit(body=login_body),
    "POST /api/v1/setup": fit(),
    "GET /api/v1/sessions": fit(),
    "DELETE /api/v1/sessions/{session}": fit(session_to_delete),
    "GET /api/v1/tokens": fit(),
    "POST /api/v1/tokens": fit(body=token_body),
    "DELETE /api/v1/tokens/{token}": fit(token_to_delete),
    "GET /api/v1/workspaces": fit(),
    "POST /api/v1/workspaces": fit(body=workspace_body),
    f"GET {PLACE}": fit(),
    f"GET {PLACE}/changes": fit(),
    f"GET {PLACE}/drafts": fit(),
    f"POST {PLACE}/drafts": fit(body=draft_body),
    f"GET {PLACE}/drafts/{{draft}}": fit(draft),
    f"PUT {PLACE}/drafts/{{draft}}": fit(draft, draft_body),
    f"DELETE {PLACE}/drafts/{{draft}}": fit(draft_to_delete),
    f"GET {PLACE}/events": fit(),
    f"GET {PLACE}/members": fit(),
    f"PUT {PLACE}/members/{{email}}": fit(lambda world: {"email": world.new_member()}, member_body),
    f"DELETE {PLACE}/members/{{email}}": fit(lambda world: {"email": world.new_member()}),
    f"GET {PLACE}/operations": fit(),
    f"GET {PLACE}/activity": fit(),
    f"GET {PLACE}/operations/{{operation}}": fit(operation),
    f"POST {PLACE}/operations/{{operation}}/cancel": fit(operation),
    f"POST {PLACE}/uploads": fit(body=files_body),
    f"POST {UPLOAD}/complete": fit(sent_upload),
    f"HEAD {UPLOAD}/blobs/{{sha256}}": fit(open_upload),
    f"PUT {UPLOAD}/blobs/{{sha256}}": send_blob,
    f"GET {PLACE}/online-endpoints": fit(),
    f"GET {ENDPOINT}": fit(endpoint),
    f"PUT {ENDPOINT}": fit(endpoint_to_put, endpoint_body),
    f"DELETE {ENDPOINT}": fit(endpoint_to_delete),
    f"POST {ENDPOINT}/check": fit(endpoint_to_put, endpoint_body),
    f"GET {ENDPOINT}/requests": fit(endpoint),
    f"POST {ENDPOINT}/test": fit(endpoint, test_body),
    f"GET {ENDPOINT}/keys": fit(endpoint),
    f"POST {ENDPOINT}/keys/regenerate": fit(endpoint, key_body),
    f"GET {ENDPOINT}/traffic": fit(endpoint),
    f"PUT {ENDPOINT}/traffic": fit(endpoint, traffic_body),
    f"GET {ENDPOINT}/traffic/revisions": fit(endpoint),
    f"POST {ENDPOINT}/traffic/rollback": fit(endpoint, rollback_body),
    f"GET {ENDPOINT}/deployments": fit(endpoint),
    f"GET {DEPLOYMENT}": fit(deployment),
    f"PUT {DEPLOYMENT}": fit(deployment_to_put, deployment_body),
    f"DELETE {DEPLOYMENT}": fit(deployment_to_delete),
    f"POST {DEPLOYMENT}/check": fit(deployment_to_put, deployment_body),
    f"GET {PLACE}/samples": fit(),
    f"GET {PLACE}/samples/{{sample}}": fit(sample),
    f"POST {PLACE}/samples/{{sample}}": fit(sample, sample_body),
    f"GET {PLACE}/instance-types": fit(),
    f"GET {DEPLOYMENT}/revisions": fit(deployment),
    f"GET {PLACE}/deleted-endpoints": fit(),
    f"POST {PLACE}/deleted-endpoints/{{id}}/restore": fit(endpoint_to_restore, restore_body),
    f"GET {ENDPOINT}/deleted-deployments": fit(endpoint),
    f"POST {ENDPOINT}/deleted-deployments/{{id}}/restore": fit(deployment_to_restore, restore_body),
    f"GET {DEPLOYMENT}/instances": fit(deployment),
    f"GET {DEPLOYMENT}/logs": logs_query,
    **asset_fitters("models"),
    **asset_fitters("codes"),
    **asset_fitters("environments"),
}

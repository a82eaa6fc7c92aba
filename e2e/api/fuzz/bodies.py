"""Bodies of generated requests, changed so that they can be carried out."""

from __future__ import annotations

from typing import Any

from world import DEPLOYMENTS, ENDPOINTS, LOGIN, PASSWORD, WORKSPACE, World


def restore_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    return without(given, "name")


def sample_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    # A name that is taken: a sample that is made starts processes, and the fuzzer asks for dozens.
    return {**given, "endpoint_name": ENDPOINTS[0]}


def without(given: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in names}


def endpoint_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    # What is refused by name, and shares of deployments that a new endpoint cannot have.
    kept = without(given, "name", "compute", "identity", "traffic", "mirror_traffic")
    return {**kept, "auth_mode": "key", "public_network_access": "enabled"}


def deployment_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    scaling = ("scale_settings", "scale_setting")
    kept = without(given, "name", "endpoint_name", "type", *scaling, "egress_public_network_access")
    for name in ("app_insights_enabled", "private_network_connection"):
        if name in kept and not isinstance(kept[name], bool):
            kept[name] = "true"
    return {**kept, **world.deployment_body(), "instance_type": "Standard_DS3_v2"}


def traffic_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    share = next(world.numbers) % 101
    reason = given.get("reason") or "because"
    splits = [{}, {"blue": 0}, {"blue": share, "green": 100 - share}]
    return {**given, "traffic": splits[share % 3], "force": True, "reason": reason}


def rollback_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "number": 1 + next(world.numbers) % 2}


def test_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    kept = without(given, "deployment")
    return {**kept, "deployment": DEPLOYMENTS[0]} if next(world.numbers) % 2 else kept


def key_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "key_type": ("primary", "Secondary")[next(world.numbers) % 2]}


def files_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    # Few trees, again and again: the same tree has one open upload.
    number = next(world.numbers) % 4
    return {"files": [{"path": f"folder/file-{number}.txt", "size": number + 1, "sha256": f"{number}" * 64}]}


def member_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    """A password and a name are only for who does not exist yet; most are for a person who does."""
    if next(world.numbers) % 8 == 0:
        return {**given, "password": PASSWORD}
    return without(given, "password", "name")


def me_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    zone = ("system", "UTC", "Europe/Madrid")[next(world.numbers) % 3]
    return {**given, "preferences": {**(given.get("preferences") or {}), "time_zone": zone}}


def login_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "email": LOGIN, "password": PASSWORD}


def token_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "workspace": WORKSPACE, "name": given.get("name", "").strip() or "token"}


def workspace_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "name": f"fuzz-{next(world.numbers) % 400}"}


def draft_body(world: World, case: Any, given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "payload": {**(given.get("payload") or {}), "number": next(world.numbers)}}

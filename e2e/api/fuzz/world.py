"""The resources that the fuzzer's requests name: made before the run, or fresh for a request that uses one up."""

from __future__ import annotations

import hashlib
import itertools
import os
import time
from collections.abc import Callable

import requests

WORKSPACE = "fuzz"
ENDPOINTS = ("fuzz-one", "fuzz-two", "fuzz-three")
DEPLOYMENTS = ("blue", "green")
LOGGED = "fuzz-logged"
SAMPLES = ("diabetes", "breast-cancer")
PASSWORD = "correct horse battery"
LOGIN = "fuzz-login@example.com"
ASSETS = {"models": "fuzz-model", "codes": "fuzz-code", "environments": "fuzz-environment"}
# An image alone is a valid environment that local compute refuses at once: deployments end Failed and start no process.
IMAGE = "mcr.microsoft.com/azureml/minimal-ubuntu22.04-py311-cpu-inference:latest"
SCRIPT = b"def init():\n    pass\n\n\ndef run(data):\n    return data\n"
REQUEST_TIMEOUT_S = 30
BUILD_TIMEOUT_S = 120
DRAFTS_KEPT = 50
NUMBERS_PER_PASS = 100_000


class World:
    """A workspace with one of everything. Its own requests are no part of the fuzzer's table."""

    def __init__(self) -> None:
        self.url = os.environ["CAUDAL_FUZZ_URL"]
        self.session = requests.Session()
        self.session.headers["authorization"] = f"Bearer {os.environ['CAUDAL_FUZZ_TOKEN']}"
        # Names of one pass are not those of another; what is seeded is the same in all.
        self.numbers = itertools.count(NUMBERS_PER_PASS * int(os.environ["CAUDAL_FUZZ_PASS"]))
        self.place = f"/api/v1/workspaces/{WORKSPACE}"
        self.operations: list[str] = []
        self.opened: list[tuple[str, str, bytes]] = []
        self.spares: dict[str, dict[str, str]] = {}
        self.kept_draft = ""
        self.seed()

    def send(self, method: str, path: str, **options) -> requests.Response:
        """One request that must succeed."""
        answer = self.session.request(method, self.url + path, timeout=REQUEST_TIMEOUT_S, **options)
        assert answer.status_code < 300, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer

    def put(self, path: str, body: object) -> requests.Response:
        """Like `send`, below the workspace."""
        answer = self.send("PUT", self.place + path, json=body)
        if operation := answer.headers.get("x-caudal-operation"):
            self.operations.append(operation)
        return answer

    def seed(self) -> None:
        made = self.session.post(self.url + "/api/v1/workspaces", json={"name": WORKSPACE}, timeout=REQUEST_TIMEOUT_S)
        assert made.status_code in (201, 409), made.text
        self.seed_member(LOGIN)
        upload, _digest, _content = self.new_upload(SCRIPT, is_sent=True)
        self.tree = self.send("POST", f"{self.place}/uploads/{upload}/complete").json()["tree"]
        self.open_upload, self.open_digest, _content = self.new_upload(b"never sent")
        for kind in ASSETS:
            for version in ("1", "2"):
                self.put(f"/{kind}/{ASSETS[kind]}/versions/{version}", self.asset_body(kind))
        for endpoint in ENDPOINTS:
            self.put(f"/online-endpoints/{endpoint}", {})
            for deployment in DEPLOYMENTS:
                self.new_deployment(endpoint, deployment)
            for share in (100, 40):
                split = {"blue": share, "green": 100 - share}
                body = {"traffic": split, "force": True, "reason": "a split to go back to"}
                self.put(f"/online-endpoints/{endpoint}/traffic", body)
        self.kept_draft = self.new_draft()
        self.seed_log()

    def seed_log(self) -> None:
        """A deployment whose build fails and so leaves a log. The package's name is reserved for things that do not exist."""
        conda = {"dependencies": ["python=3.11", {"pip": ["caudal-package-that-does-not-exist==1.0.invalid"]}]}
        self.put(f"/online-endpoints/{LOGGED}", {})
        environment = {"image": IMAGE, "conda_file": conda}
        self.put(f"/online-endpoints/{LOGGED}/deployments/blue", {**self.deployment_body(), "environment": environment})
        path = f"{self.url}{self.place}/online-endpoints/{LOGGED}/deployments/blue/logs?container=storage-initializer"
        deadline = time.monotonic() + BUILD_TIMEOUT_S
        while self.session.get(path, timeout=REQUEST_TIMEOUT_S).status_code != 200:
            assert time.monotonic() < deadline, "the failing build wrote no log"
            time.sleep(0.5)

    def asset_body(self, kind: str) -> dict[str, object]:
        """The contents of an asset: one of two equal ones, so that the same version again is no conflict."""
        return {"image": IMAGE} if kind == "environments" else {"path": f"caudal://trees/{self.tree}/code/"}

    def deployment_body(self) -> dict[str, object]:
        """What a deployment must refer to."""
        return {
            "model": f"azureml:{ASSETS['models']}:1",
            "code_configuration": {"code": f"azureml:{ASSETS['codes']}:1", "scoring_script": "score.py"},
            "environment": f"azureml:{ASSETS['environments']}:1",
        }

    def spare(self, label: str, make: Callable[[], dict[str, str]]) -> dict[str, str]:
        """Something for an operation that uses things up: made anew once `spend` says that the last one is gone."""
        if label not in self.spares:
            self.spares[label] = make()
        return self.spares[label]

    def spend(self, label: str) -> None:
        self.spares.pop(label, None)

    def new_name(self, prefix: str) -> str:
        return f"{prefix}-{next(self.numbers)}"

    def new_endpoint(self) -> str:
        name = self.new_name("fuzz-gone")
        self.put(f"/online-endpoints/{name}", {})
        return name

    def new_deployment(self, endpoint: str, name: str) -> str:
        self.put(f"/online-endpoints/{endpoint}/deployments/{name}", self.deployment_body())
        return name

    def new_draft(self) -> str:
        """One more draft; the oldest ones go, for a person may have 200 and the fuzzer begins more."""
        drafts = self.send("GET", f"{self.place}/drafts?limit=200").json()["items"]
        for one in drafts[DRAFTS_KEPT:]:
            if one["id"] != self.kept_draft:
                self.send("DELETE", f"{self.place}/drafts/{one['id']}")
        body = {"kind": "traffic", "payload": {}, "schema_version": 1, "step": "one"}
        return self.send("POST", f"{self.place}/drafts", json=body).json()["id"]

    def deleted_endpoint(self) -> str:
        """The id of an endpoint that was just deleted. One name at a time, so that the last one is restored or in the way."""
        name = self.new_endpoint()
        self.new_deployment(name, "blue")
        self.send("DELETE", f"{self.place}/online-endpoints/{name}")
        return self.send("GET", f"{self.place}/deleted-endpoints?limit=1").json()["items"][0]["id"]

    def deleted_deployment(self, endpoint: str) -> str:
        """The id of a deployment that was just deleted. What came back of earlier ones goes first: an endpoint holds 20."""
        path = f"{self.place}/online-endpoints/{endpoint}"
        for one in self.send("GET", f"{path}/deployments").json()["items"]:
            if one["name"].startswith("back"):
                self.send("DELETE", f"{path}/deployments/{one['name']}")
        name = self.new_deployment(endpoint, self.new_name("back"))
        self.send("DELETE", f"{path}/deployments/{name}")
        return self.send("GET", f"{path}/deleted-deployments?limit=1").json()["items"][0]["id"]

    def new_token(self) -> str:
        return self.send("POST", "/api/v1/tokens", json={"name": "to be revoked"}).json()["id"]

    def new_session(self) -> str:
        """Signs the owner of the token in as a browser does; the newest session is the new one, or another's equal to it."""
        browser = requests.Session()
        csrf = browser.get(self.url + "/api/auth/csrf", timeout=REQUEST_TIMEOUT_S).json()["csrfToken"]
        person = {"email": os.environ["CAUDAL_FUZZ_EMAIL"], "password": os.environ["CAUDAL_FUZZ_PASSWORD"]}
        form = {**person, "csrfToken": csrf, "json": "true"}
        browser.post(self.url + "/api/auth/callback/credentials", data=form, timeout=REQUEST_TIMEOUT_S)
        return self.send("GET", "/api/v1/sessions?limit=1").json()["items"][0]["id"]

    def new_member(self) -> str:
        email = f"fuzz-member-{next(self.numbers) % 8}@example.com"
        self.seed_member(email)
        return email

    def seed_member(self, email: str) -> None:
        """Makes a person, or gives one of an earlier pass the role again: a password is only for who is new."""
        path = f"{self.place}/members/{email}"
        body = {"role": "Viewer", "password": PASSWORD}
        made = self.session.put(self.url + path, json=body, timeout=REQUEST_TIMEOUT_S)
        assert made.status_code in (200, 201, 409), made.text
        if made.status_code == 409:
            self.put(f"/members/{email}", {"role": "Viewer"})

    def new_upload(self, content: bytes | None = None, is_sent: bool = False) -> tuple[str, str, bytes]:
        """An open upload of one file: its id, the file's SHA-256 and its bytes. At most one fresh one stays open."""
        while self.opened and content is None:
            upload, digest, earlier = self.opened.pop()
            self.send_blob(upload, digest, earlier)
            self.send("POST", f"{self.place}/uploads/{upload}/complete")
        is_fresh = content is None
        content = content if content is not None else f"content {next(self.numbers)}".encode()
        digest = hashlib.sha256(content).hexdigest()
        files = [{"path": "score.py", "size": len(content), "sha256": digest}]
        upload = self.send("POST", f"{self.place}/uploads", json={"files": files}).json()["id"]
        if is_sent:
            self.send_blob(upload, digest, content)
        elif is_fresh:
            self.opened.append((upload, digest, content))
        return upload, digest, content

    def send_blob(self, upload: str, digest: str, content: bytes) -> None:
        path = f"{self.place}/uploads/{upload}/blobs/{digest}"
        offset = int(self.send("HEAD", path).headers["upload-offset"])
        if offset < len(content):
            self.send("PUT", path, data=content[offset:], headers={"upload-offset": str(offset)})

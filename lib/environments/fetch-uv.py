"""Puts one version of uv's wheel into a folder, with Python's standard library alone: for machines without pip.

    python3 fetch-uv.py <version> <folder>

Reads the index's JSON listing (PEP 691), checks the SHA-256 that it gives, and unpacks. The index is PIP_INDEX_URL or PyPI;
proxies and CA files come from the environment, as urllib and ssl read them.
"""

import base64
import hashlib
import io
import json
import os
import platform
import sys
import urllib.parse
import urllib.request
import zipfile

ACCEPT = "application/vnd.pypi.simple.v1+json"
TIMEOUT_S = 60


def get(url: str, accept: str) -> bytes:
    parts = urllib.parse.urlsplit(url)
    headers = {"Accept": accept}
    if parts.username:
        pair = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        url = urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=TIMEOUT_S) as answer:
        return answer.read()


def wanted(name: str, version: str) -> bool:
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    if not (name.startswith(f"uv-{version}-") and name.endswith(".whl")):
        return False
    if sys.platform == "darwin":
        return "macosx" in name and (machine.replace("aarch64", "arm64") in name)
    libc = "musllinux" if not platform.libc_ver()[0] else "manylinux"
    return libc in name and name[: -len(".whl")].split(".")[-1].endswith(machine)


def main() -> None:
    version, folder = sys.argv[1], sys.argv[2]
    index = os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple"
    page = index.rstrip("/") + "/uv/"
    files = json.loads(get(page, ACCEPT))["files"]
    found = [file for file in files if wanted(file["filename"], version)]
    if not found:
        sys.exit(f"the package index has no wheel of uv {version} for {sys.platform} {platform.machine()}")
    body = get(urllib.parse.urljoin(page, found[0]["url"]), "*/*")
    if hashlib.sha256(body).hexdigest() != found[0]["hashes"]["sha256"]:
        sys.exit(f"{found[0]['filename']} does not have the SHA-256 that the index gives")
    with zipfile.ZipFile(io.BytesIO(body)) as wheel:
        binary = wheel.read(f"uv-{version}.data/scripts/uv")
    target = os.path.join(folder, "bin", "uv")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        file.write(binary)
    os.chmod(target, 0o755)


if __name__ == "__main__":
    main()

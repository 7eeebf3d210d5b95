"""A job that signs with a private Sigstore, and the clients that verify, for tests."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx
import sigstore as real_sigstore
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.sandbox.github.oidc import Issuer
from tests.sandbox.network.listener import LOOPBACK
from tests.sandbox.network.network import Network
from tests.sandbox.network.service_errors import ServiceErrors
from tests.sandbox.sigstore import Sigstore, trust_swap

REPOSITORY = "awslabs/open-hostfactory-plugin"
WORKFLOW = f"{REPOSITORY}/.github/workflows/publish.yml@refs/tags/v1.2.3"
SHA = "5f2c0f1d8a4b3e6c7d9a0b1c2d3e4f5a6b7c8d9e"
CLAIMS = {
    "sub": f"repo:{REPOSITORY}:environment:pypi",
    "event_name": "release",
    "sha": SHA,
    "workflow": "Publish",
    "repository": REPOSITORY,
    "ref": "refs/tags/v1.2.3",
    "job_workflow_ref": WORKFLOW,
    "job_workflow_sha": SHA,
    "runner_environment": "github-hosted",
    "repository_id": "1",
    "repository_owner": "awslabs",
    "repository_owner_id": "2",
    "workflow_ref": WORKFLOW,
    "workflow_sha": SHA,
    "run_id": "3",
    "run_attempt": "1",
    "repository_visibility": "public",
}
TUF = "tuf-repo-cdn.sigstore.dev"
SIGN = Path(trust_swap.__file__).with_name("sign.py")
WHEEL = "open_hostfactory_plugin-1.2.3-py3-none-any.whl"


class ExampleJob:
    """A Sigstore with its server, and in `folder` a distribution to sign and the clients' homes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.issuer = folder, Issuer(time.time)
        self.sigstore = Sigstore(self.issuer.keys, time.time)
        self.tuf = self.sigstore.apps[TUF]
        self._errors = ServiceErrors()
        apps: dict[str, ASGIApp] = {**self.sigstore.apps, TUF: self._tuf}
        apps[LOOPBACK] = self._token
        self._network = Network(folder, apps, self._errors)
        self.config = folder / "trust.json"
        self.config.write_bytes(self.sigstore.trust_config)
        self.dist = folder / WHEEL
        self.dist.write_bytes(b"any bytes: a signature is over a digest")

    def blocked_hosts(self) -> list[str]:
        """Hosts outside the sandbox that were requested since the last call."""
        return self._network.blocked_hosts()

    def close(self) -> None:
        self._network.close()
        assert self._errors.take() == []

    async def _tuf(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Call the current `tuf`, which a test may replace."""
        await self.tuf(scope, receive, send)

    async def _token(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        token = self.issuer.token(request.query_params["audience"], CLAIMS)
        await JSONResponse({"value": token})(scope, receive, send)

    def environment(self, home: str = "home", packages: Path | None = None) -> dict[str, str]:
        """The job's variables; `packages` precedes the installed packages on the import path."""
        return {
            **self._network.trust,
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / home),
            "PYTHONPATH": str(packages or ""),
            "HTTPS_PROXY": self._network.proxy,
            "NO_PROXY": LOOPBACK,
            "GITHUB_ACTIONS": "true",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "any",
            "ACTIONS_ID_TOKEN_REQUEST_URL": f"http://{LOOPBACK}:{self._network.port}/?v=1",
        }

    def sign(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the job's signing step; `variables` override those of the job."""
        command = [sys.executable, str(SIGN), "--trust-config", str(self.config), *arguments]
        return run(command, {**self.environment(), **variables})

    def packages(self) -> Path:
        """A new folder with a copy of the installed sigstore that trusts this instance."""
        folder = self.folder / "packages"
        shutil.copytree(Path(real_sigstore.__file__).parent, folder / "sigstore")
        trust_swap.swap_environment(folder, self.sigstore)
        return folder


def run(command: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def post(
    app: ASGIApp, path: str, body: str, headers: Mapping[str, str] | None = None
) -> httpx.Response:
    """One request to a stand-in, in this process."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://sandbox") as client:
            return await client.post(path, content=body, headers=dict(headers or {}))

    return asyncio.run(send())

"""The exit status of `git http-backend`."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from tests.sandbox.github import http_backend
from tests.sandbox.github.http_backend import BackendError
from tests.sandbox.github.rulesets import Verdict
from tests.sandbox.github.smart_http import SmartHttp


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with one empty repository, o/r."""
    subprocess.run(
        ["git", "init", "-q", "--bare", str(tmp_path / "o" / "r.git")], check=True, timeout=120
    )
    return tmp_path


class _Open:
    """Admits every request."""

    def login_of(self, token: str) -> str:
        return ""

    def refusal(self, token: str, *, pushes: bool) -> Response | None:
        return None

    def verdict(self, login: str, ref: str, change: str) -> Verdict:
        return Verdict(ref, (), bypassed=False)


def _send(
    root: Path, method: str, path: str, content: bytes = b"", backend: Path | None = None
) -> httpx.Response:
    git = SmartHttp(root, _Open(), lambda login, ref, before, commit: None, backend)
    app = Starlette(routes=[Route("/{path:path}", git.answer, methods=["GET", "POST"])])
    headers = {"content-type": "application/x-git-upload-pack-request"}

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://github.com") as client:
            return await client.request(method, path, content=content, headers=headers)

    return asyncio.run(send())


def test_refs_are_listed(root: Path) -> None:
    answer = _send(root, "GET", "/o/r.git/info/refs?service=git-upload-pack")
    assert answer.status_code == 200
    assert answer.content.startswith(b"001e# service=git-upload-pack\n")


def test_a_backend_that_fails_is_raised_with_gits_message(root: Path) -> None:
    """git has already sent `200 OK`, and no body, when it fails."""
    with pytest.raises(BackendError, match=r"exited with 1 for /o/r\.git/git-upload-pack: fatal: "):
        _send(root, "POST", "/o/r.git/git-upload-pack", b"no pkt-line")


@pytest.mark.parametrize("program", ["exit 0", "kill -9 $$", r"printf 'A: b\r\n\r\n'; kill -9 $$"])
def test_a_backend_that_dies_or_prints_nothing_is_raised(root: Path, program: str) -> None:
    """Each would be a 200 without a body."""
    backend = root / "git-http-backend"
    backend.write_text(f"#!/bin/sh\n{program}\n")
    backend.chmod(0o755)
    with pytest.raises(BackendError, match=r"git http-backend exited with (0|-9) for /o/r"):
        _send(root, "GET", "/o/r.git/info/refs?service=git-upload-pack", backend=backend)


def test_a_backend_that_hangs_is_ended_and_raised(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = root / "git-http-backend"
    backend.write_text("#!/bin/sh\nexec sleep 60\n")
    backend.chmod(0o755)
    monkeypatch.setattr(http_backend, "SECONDS", 0.2)
    with pytest.raises(BackendError, match=r"did not end within 0\.2 seconds for /o/r"):
        _send(root, "GET", "/o/r.git/info/refs?service=git-upload-pack", backend=backend)


def test_an_error_that_git_reports_in_the_body_is_sent_to_the_client(root: Path) -> None:
    """The backend exits with 1 after that, too; the client prints the error in the body."""
    want = b"0032want " + b"1" * 40 + b"\n" + b"0000" + b"0009done\n"
    answer = _send(root, "POST", "/o/r.git/git-upload-pack", want)
    assert answer.status_code == 200 and b"ERR upload-pack: not our ref" in answer.content

"""Uploads of the project that were made by hand, with the real build and the real twine."""

from __future__ import annotations

from pathlib import Path

from tests.sandbox import command
from tests.sandbox.actors import api_token
from tests.sandbox.sandbox import Sandbox


def build(sandbox: Sandbox, version: str) -> Path:
    """Build the clone as that version; return the folder of the sdist and the wheel."""
    folder = sandbox.root / "tmp" / f"build-{version}"
    # It runs the reader's build backend, so it is confined as the reader's shell is.
    built = sandbox.run(
        "uv", "build", "--quiet", "--out-dir", str(folder), SETUPTOOLS_SCM_PRETEND_VERSION=version
    )
    command.check(built)
    return folder


def upload(sandbox: Sandbox, site: str, folder: Path) -> None:
    """Upload all distributions of a folder with a token of the reader."""
    files = sorted(str(path) for path in folder.iterdir() if path.suffix in {".gz", ".whl"})
    token = api_token.make(sandbox, site)
    sent = sandbox.run(
        "uvx", "twine@7.0.0", "upload", "--non-interactive", "--repository", site, *files,
        TWINE_USERNAME="__token__", TWINE_PASSWORD=token,
    )  # fmt: skip
    command.check(sent)

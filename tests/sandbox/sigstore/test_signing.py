"""What the publishing action says when it cannot sign, or has nothing left to sign."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox.github.oidc import Issuer
from tests.sandbox.sigstore.example_job import Scene


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A job has signed one distribution."""
    scene = Scene(tmp_path_factory.mktemp("signing"))
    assert scene.sign(str(scene.dist)).returncode == 0
    yield scene
    scene.server.close()


FAILURE = "::error::Attestation generation failure: "


def _fresh(scene: Scene) -> Path:
    """A distribution that nobody has signed."""
    fresh = scene.dist.with_name("fresh-1.2.3.tar.gz")
    fresh.write_bytes(b"not signed yet")
    return fresh


def test_a_job_that_cannot_sign_says_why(scene: Scene) -> None:
    """Without a token one annotation, as the action words it; Sigstore's refusal is a traceback."""
    dist = str(_fresh(scene))
    denied = scene.sign(dist, ACTIONS_ID_TOKEN_REQUEST_TOKEN="")
    assert denied.stderr.startswith(f"{FAILURE}%0AOpenID Connect token retrieval failed: GitHub: ")
    assert denied.stderr.endswith("suggesting a transient error.%0A\n")
    known, scene.issuer = scene.issuer, Issuer(time.time)
    on_blocked = scene.sign(dist)
    scene.issuer = known
    assert "FulcioClientError" in on_blocked.stderr.splitlines()[-1]
    assert {denied.returncode, on_blocked.returncode} == {1}


def test_a_file_that_is_signed_already_stops_the_job_before_it_signs_any(scene: Scene) -> None:
    """A second use of the action in one job meets what the first one left, and signs nothing."""
    fresh, dist = _fresh(scene), scene.dist
    again = scene.sign(str(fresh), str(dist), GITHUB_STEP_SUMMARY=str(scene.folder / "summary"))
    words = "The following distributions already have publish attestations: "
    assert again.stderr == f"{FAILURE}{words}* {dist} -> {dist}.publish.attestation\n"
    assert again.returncode == 1
    assert words in (scene.folder / "summary").read_text()
    assert not Path(f"{fresh}.publish.attestation").exists()

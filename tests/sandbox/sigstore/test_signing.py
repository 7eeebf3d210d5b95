"""Failures of the publishing action's signing step."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox.github.oidc import Issuer
from tests.sandbox.sigstore.example_job import ExampleJob


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExampleJob]:
    """The job has signed one distribution."""
    job = ExampleJob(tmp_path_factory.mktemp("signing"))
    assert job.sign(str(job.dist)).returncode == 0
    yield job
    job.close()


FAILURE = "::error::Attestation generation failure: "


def _fresh(job: ExampleJob) -> Path:
    """A distribution without an attestation."""
    fresh = job.dist.with_name("fresh-1.2.3.tar.gz")
    fresh.write_bytes(b"not signed yet")
    return fresh


def test_a_job_that_cannot_sign_prints_the_cause(job: ExampleJob) -> None:
    """A missing token becomes an annotation, a refusal by Fulcio a traceback."""
    dist = str(_fresh(job))
    denied = job.sign(dist, ACTIONS_ID_TOKEN_REQUEST_TOKEN="")
    assert denied.stderr.startswith(f"{FAILURE}%0AOpenID Connect token retrieval failed: GitHub: ")
    assert denied.stderr.endswith("suggesting a transient error.%0A\n")
    original, job.issuer = job.issuer, Issuer(time.time)
    refused = job.sign(dist)
    job.issuer = original
    assert "FulcioClientError" in refused.stderr.splitlines()[-1]
    assert {denied.returncode, refused.returncode} == {1}


def test_a_file_with_an_attestation_stops_the_job_before_it_signs_another(job: ExampleJob) -> None:
    """A job that uses the action twice has attestations from the first use."""
    fresh, dist = _fresh(job), job.dist
    again = job.sign(str(fresh), str(dist), GITHUB_STEP_SUMMARY=str(job.folder / "summary"))
    message = "The following distributions already have publish attestations: "
    assert again.stderr == f"{FAILURE}{message}* {dist} -> {dist}.publish.attestation\n"
    assert again.returncode == 1
    assert message in (job.folder / "summary").read_text()
    assert not Path(f"{fresh}.publish.attestation").exists()

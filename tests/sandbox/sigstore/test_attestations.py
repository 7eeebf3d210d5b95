"""Verification of an attestation by the real client, as signed and with one changed value."""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypi_attestations import (
    Attestation,
    AttestationError,
    Distribution,
    GitHubPublisher,
    VerificationError,
)

from tests.sandbox.sigstore.example_job import REPOSITORY, ExampleJob

PUBLISHER = GitHubPublisher(repository=REPOSITORY, workflow="publish.yml", environment="pypi")
ENTRY = ("verification_material", "transparency_entries", 0)


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExampleJob]:
    job = ExampleJob(tmp_path_factory.mktemp("sigstore"))
    yield job
    job.close()


@pytest.fixture(scope="module")
def signed(job: ExampleJob) -> dict[str, Any]:
    """The attestation that the job's signing client wrote."""
    done = job.sign(str(job.dist))
    assert (done.returncode, done.stderr) == (0, "")
    attestation: dict[str, Any] = json.loads(Path(f"{job.dist}.publish.attestation").read_text())
    return attestation


def verify(
    job: ExampleJob,
    attestation: dict[str, Any],
    publisher: GitHubPublisher = PUBLISHER,
    dist: Path | None = None,
) -> str:
    verified = Attestation.model_validate(attestation)
    return job.sigstore.verifier()(verified, publisher, Distribution.from_file(dist or job.dist))[0]


def test_the_jobs_attestation_verifies_for_its_file_and_publisher(
    job: ExampleJob, signed: dict[str, Any]
) -> None:
    assert verify(job, signed) == "https://docs.pypi.org/attestations/publish/v1"
    assert job.blocked_hosts() == []


def test_a_file_with_one_changed_byte_is_refused(
    job: ExampleJob, signed: dict[str, Any], tmp_path: Path
) -> None:
    tampered = tmp_path / job.dist.name
    tampered.write_bytes(job.dist.read_bytes().replace(b"a", b"b", 1))
    with pytest.raises(VerificationError, match="subject does not match distribution digest"):
        verify(job, signed, dist=tampered)


@pytest.mark.parametrize(
    ("publisher", "message"),
    [
        ({"repository": "someone/else"}, "OIDCSourceRepositoryURI does not match"),
        ({"workflow": "release.yml"}, r"does not match expected Trusted Publisher \(release.yml"),
    ],
)
def test_another_publisher_is_refused(
    job: ExampleJob, signed: dict[str, Any], publisher: dict[str, str], message: str
) -> None:
    """The certificate contains the repository and the workflow."""
    with pytest.raises(VerificationError, match=message):
        verify(job, signed, PUBLISHER.model_copy(update=publisher))


#: The verifier's message by the path of the changed value.
MESSAGES = {
    ("envelope", "statement"): "DSSE: invalid signature",
    ("envelope", "signature"): "DSSE: invalid signature",
    (*ENTRY, "canonicalizedBody"): "inclusion proof contains invalid root hash",
    (*ENTRY, "inclusionProof", "hashes", 0): "inclusion proof contains invalid root hash",
    (*ENTRY, "inclusionProof", "rootHash"): "inclusion proof contains invalid root hash",
    (*ENTRY, "inclusionProof", "logIndex"): "invalid transparency log entry",
    (*ENTRY, "inclusionProof", "checkpoint", "envelope"): "checkpoint: invalid signature",
    (*ENTRY, "inclusionPromise", "signedEntryTimestamp"): "SET: invalid inclusion promise",
    (*ENTRY, "integratedTime"): "SET: invalid inclusion promise",
    (*ENTRY, "logIndex"): "SET: invalid inclusion promise",
}


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: ".".join(map(str, path)))
def test_one_changed_value_is_refused(
    job: ExampleJob, signed: dict[str, Any], path: tuple[str | int, ...]
) -> None:
    """Each value is covered by a signature."""
    changed = copy.deepcopy(signed)
    *parents, last = path
    holder: Any = changed
    for key in parents:
        holder = holder[key]
    holder[last] = _change(holder[last])
    with pytest.raises(AttestationError, match=MESSAGES[path]):
        verify(job, changed)


def _change(value: str) -> str:
    """The next number, or the same text with one bit of its last base64 run flipped."""
    if value.isdecimal():
        return str(int(value) + 1)
    head, separator, run = value.rstrip("\n").rpartition(" ")
    data = bytearray(base64.b64decode(run))
    data[len(data) // 2] ^= 1
    end = "\n" if value.endswith("\n") else ""
    return head + separator + base64.b64encode(data).decode() + end


def test_an_earlier_state_of_the_log_can_be_restored(
    job: ExampleJob, signed: dict[str, Any]
) -> None:
    """The restored log does not have the later entries."""
    before, log = job.sigstore.state, job.sigstore
    again = job.dist.with_name("open_hostfactory_plugin-1.2.4-py3-none-any.whl")
    again.write_bytes(b"the next release")
    assert job.sign(str(again)).returncode == 0
    assert len(log.state) == len(before) + 1
    log.state = before
    assert job.sign("--provenance", str(again) + ".json", str(again)).returncode == 0
    assert len(log.state) == len(before) + 1
    assert verify(job, signed)

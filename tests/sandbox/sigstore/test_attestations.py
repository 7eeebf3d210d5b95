"""One attestation, signed by the real client, and everything that the real verifier refuses."""

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

from tests.sandbox.sigstore.example_job import REPOSITORY, Scene

PUBLISHER = GitHubPublisher(repository=REPOSITORY, workflow="publish.yml", environment="pypi")
ENTRY = ("verification_material", "transparency_entries", 0)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    scene = Scene(tmp_path_factory.mktemp("sigstore"))
    yield scene
    scene.server.close()


@pytest.fixture(scope="module")
def signed(scene: Scene) -> dict[str, Any]:
    """The attestation that a job's signing client wrote, as JSON."""
    done = scene.sign(str(scene.dist))
    assert (done.returncode, done.stderr) == (0, "")
    attestation: dict[str, Any] = json.loads(Path(f"{scene.dist}.publish.attestation").read_text())
    return attestation


def verify(
    scene: Scene,
    attestation: dict[str, Any],
    publisher: GitHubPublisher = PUBLISHER,
    dist: Path | None = None,
) -> str:
    verified = Attestation.model_validate(attestation)
    return scene.sigstore.verifier()(
        verified, publisher, Distribution.from_file(dist or scene.dist)
    )[0]


def test_what_the_job_signed_verifies(scene: Scene, signed: dict[str, Any]) -> None:
    """The index accepts an attestation of the file by the publisher that signed it."""
    assert verify(scene, signed) == "https://docs.pypi.org/attestations/publish/v1"
    assert scene.blocked_hosts == []


def test_a_tampered_file_is_refused(scene: Scene, signed: dict[str, Any], tmp_path: Path) -> None:
    """One changed byte in the distribution, and its attestation is not about it."""
    tampered = tmp_path / scene.dist.name
    tampered.write_bytes(scene.dist.read_bytes().replace(b"a", b"b", 1))
    with pytest.raises(VerificationError, match="subject does not match distribution digest"):
        verify(scene, signed, dist=tampered)


@pytest.mark.parametrize(
    ("publisher", "words"),
    [
        ({"repository": "someone/else"}, "OIDCSourceRepositoryURI does not match"),
        ({"workflow": "release.yml"}, r"does not match expected Trusted Publisher \(release.yml"),
    ],
)
def test_another_publisher_is_refused(
    scene: Scene, signed: dict[str, Any], publisher: dict[str, str], words: str
) -> None:
    """Who signed is in the certificate; a publisher of another name did not."""
    with pytest.raises(VerificationError, match=words):
        verify(scene, signed, PUBLISHER.model_copy(update=publisher))


SPOILED = {
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


@pytest.mark.parametrize("path", SPOILED, ids=lambda path: str(path[-1]))
def test_one_spoiled_value_is_refused(
    scene: Scene, signed: dict[str, Any], path: tuple[str | int, ...]
) -> None:
    """Each value that an attestation carries is bound by some signature."""
    spoiled = copy.deepcopy(signed)
    *way, last = path
    holder: Any = spoiled
    for key in way:
        holder = holder[key]
    holder[last] = _spoil(holder[last])
    with pytest.raises(AttestationError, match=SPOILED[path]):
        verify(scene, spoiled)


def _spoil(value: str) -> str:
    """The next number, or the same text with one bit of its last base64 run flipped."""
    if value.isdecimal():
        return str(int(value) + 1)
    head, separator, run = value.rstrip("\n").rpartition(" ")
    data = bytearray(base64.b64decode(run))
    data[len(data) // 2] ^= 1
    end = "\n" if value.endswith("\n") else ""
    return head + separator + base64.b64encode(data).decode() + end


def test_the_log_goes_back_to_an_earlier_day(scene: Scene, signed: dict[str, Any]) -> None:
    """`state` is all of the log: put back, it has forgotten what came after."""
    before, log = scene.sigstore.state, scene.sigstore
    again = scene.dist.with_name("open_hostfactory_plugin-1.2.4-py3-none-any.whl")
    again.write_bytes(b"the next release")
    assert scene.sign(str(again)).returncode == 0
    assert len(log.state) == len(before) + 1
    log.state = before
    assert scene.sign("--provenance", str(again) + ".json", str(again)).returncode == 0
    assert len(log.state) == len(before) + 1
    assert verify(scene, signed)

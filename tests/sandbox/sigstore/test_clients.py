"""The clients, which trust the sandbox's Sigstore only after the trust swap."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.sandbox.sigstore import trust_swap
from tests.sandbox.sigstore.example_job import REPOSITORY, ExampleJob, run
from tests.sandbox.workstation.programs import script

VERIFY = [sys.executable, "-m", "pypi_attestations", "verify", "pypi", "--repository"]
REPOSITORY_URL = f"https://github.com/{REPOSITORY}"


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExampleJob]:
    """A job with an attestation, which an index has published, and a provenance bundle."""
    job = ExampleJob(tmp_path_factory.mktemp("clients"))
    assert job.sign(str(job.dist)).returncode == 0
    bundle = job.folder / "bundle.json"
    assert job.sign("--provenance", str(bundle), str(job.dist)).returncode == 0
    attestation = json.loads(Path(f"{job.dist}.publish.attestation").read_text())
    publisher = {"kind": "GitHub", "repository": REPOSITORY, "workflow": "publish.yml"}
    bundles = [{"publisher": publisher, "attestations": [attestation]}]
    provenance = {"version": 1, "attestation_bundles": bundles}
    (job.folder / "provenance.json").write_text(json.dumps(provenance))
    yield job
    job.close()


@pytest.fixture(scope="module")
def packages(job: ExampleJob) -> Path:
    return job.packages()


def verify(
    job: ExampleJob, packages: Path | None, home: str = "home", repository: str = REPOSITORY_URL
) -> CompletedProcess[str]:
    """`pypi-attestations verify pypi` of the local file with the published provenance."""
    provenance = str(job.folder / "provenance.json")
    command = [*VERIFY, repository, "--provenance-file", provenance, str(job.dist)]
    return run(command, job.environment(home, packages))


def test_pypi_attestations_accepts_the_jobs_repository_only(
    job: ExampleJob, packages: Path
) -> None:
    same = verify(job, packages)
    assert (same.returncode, same.stderr.strip()) == (0, f"OK: {job.dist.name}")
    other = verify(job, packages, repository="https://github.com/someone/else")
    message = f'provenance was signed by repository "{REPOSITORY}", expected "someone/else"'
    assert (other.returncode, other.stderr.strip()) == (1, f"Verification failed: {message}")


def test_a_client_without_the_trust_swap_verifies_nothing(job: ExampleJob) -> None:
    unswapped = verify(job, None, "unswapped")
    assert unswapped.returncode == 1
    assert unswapped.stderr.endswith("TUFError: Failed to refresh TUF metadata\n")


class Tampered:
    """Forwards requests to the TUF repository and flips one bit of the response for `path`."""

    def __init__(self, job: ExampleJob, path: str) -> None:
        self._app, self._path = job.tuf, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def tamper(message: Message) -> None:
            if scope["path"].endswith(self._path) and message.get("body"):
                body = message["body"]
                message = {**message, "body": body[:-40] + bytes([body[-40] ^ 1]) + body[-39:]}
            await send(message)

        await self._app(scope, receive, tamper)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("timestamp.json", "Failed to refresh TUF metadata"),
        (".trusted_root.json", "Failed to download trusted key bundle"),
    ],
)
def test_a_tampered_trust_root_is_refused(
    job: ExampleJob, packages: Path, path: str, message: str
) -> None:
    """A client verifies the signatures of the TUF repository's files."""
    # A client does not request a target that it has cached.
    for cached in packages.rglob("trusted_root.json"):
        cached.unlink()
    original, job.tuf = job.tuf, Tampered(job, path)
    refused = verify(job, packages, f"home-{path}")
    job.tuf = original
    assert refused.returncode == 1
    assert refused.stderr.endswith(f"TUFError: {message}\n")


def gh_verify(
    job: ExampleJob, gh: Path, repository: str = REPOSITORY, home: str = "gh"
) -> CompletedProcess[str]:
    """`gh attestation verify` with a local bundle, so that gh requests only the trusted root."""
    bundle = ["--bundle", str(job.folder / "bundle.json")]
    command = [str(gh), "attestation", "verify", str(job.dist), "--repo", repository, *bundle]
    return run(command, {**job.environment(home), "GH_TOKEN": "any", "GH_TELEMETRY": "false"})


def test_a_swapped_gh_accepts_the_provenance_for_the_jobs_repository_only(
    job: ExampleJob,
) -> None:
    """A gh without the swap accepts no provenance."""
    swapped = job.folder / "swapped-gh"
    trust_swap.swap_gh(script("gh"), swapped, job.sigstore)
    assert swapped.stat().st_size == script("gh").stat().st_size
    with ThreadPoolExecutor() as pool:  # gh waits some seconds between its requests
        swapped_gh = pool.submit(gh_verify, job, swapped)
        real_gh = pool.submit(gh_verify, job, script("gh"), home="gh-unswapped")
    accepted, refused = swapped_gh.result(60), real_gh.result(60)
    assert (accepted.returncode, accepted.stderr) == (0, "")
    assert gh_verify(job, swapped, "someone/else").returncode == 1
    assert refused.returncode == 1
    assert "no valid Sigstore verifiers could be initialized" in refused.stderr

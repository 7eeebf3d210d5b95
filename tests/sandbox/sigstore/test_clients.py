"""The clients as a reader runs them, made to trust the sandbox by nothing but the declared swap."""

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
from tests.sandbox.sigstore.example_job import REPOSITORY, Scene, run
from tests.sandbox.workstation.programs import script

VERIFY = [sys.executable, "-m", "pypi_attestations", "verify", "pypi", "--repository"]
HERE = f"https://github.com/{REPOSITORY}"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A job has signed, both ways, and the index has published the attestation."""
    scene = Scene(tmp_path_factory.mktemp("clients"))
    assert scene.sign(str(scene.dist)).returncode == 0
    bundle = scene.folder / "bundle.json"
    assert scene.sign("--provenance", str(bundle), str(scene.dist)).returncode == 0
    attestation = json.loads(Path(f"{scene.dist}.publish.attestation").read_text())
    publisher = {"kind": "GitHub", "repository": REPOSITORY, "workflow": "publish.yml"}
    bundles = [{"publisher": publisher, "attestations": [attestation]}]
    provenance = {"version": 1, "attestation_bundles": bundles}
    (scene.folder / "provenance.json").write_text(json.dumps(provenance))
    yield scene
    scene.server.close()


@pytest.fixture(scope="module")
def packages(scene: Scene) -> Path:
    return scene.packages()


def verify(
    scene: Scene, packages: Path | None, home: str = "home", repository: str = HERE
) -> CompletedProcess[str]:
    """`pypi-attestations verify pypi` of the local file, with what the index published."""
    provenance = str(scene.folder / "provenance.json")
    command = [*VERIFY, repository, "--provenance-file", provenance, str(scene.dist)]
    return run(command, scene.environment(home, packages))


def test_pypi_attestations_verifies(scene: Scene, packages: Path) -> None:
    """The reader's command passes, and names the repository when it is not the one expected."""
    good = verify(scene, packages)
    assert (good.returncode, good.stderr.strip()) == (0, f"OK: {scene.dist.name}")
    other = verify(scene, packages, repository="https://github.com/someone/else")
    words = f'provenance was signed by repository "{REPOSITORY}", expected "someone/else"'
    assert (other.returncode, other.stderr.strip()) == (1, f"Verification failed: {words}")


def test_without_the_swap_nothing_verifies(scene: Scene) -> None:
    """An untouched client does not trust the sandbox: the swap is what does it."""
    untouched = verify(scene, None, "untouched")
    assert untouched.returncode == 1
    assert untouched.stderr.endswith("TUFError: Failed to refresh TUF metadata\n")


class Tampered:
    """Passes a stand-in's answers on, with one bit of the answer at `path` flipped."""

    def __init__(self, scene: Scene, path: str) -> None:
        self._app, self._path = scene.tuf, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def spoil(message: Message) -> None:
            if scope["path"].endswith(self._path) and message.get("body"):
                body = message["body"]
                message = {**message, "body": body[:-40] + bytes([body[-40] ^ 1]) + body[-39:]}
            await send(message)

        await self._app(scope, receive, spoil)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("timestamp.json", "Failed to refresh TUF metadata"),
        (".trusted_root.json", "Failed to download trusted key bundle"),
    ],
)
def test_a_tampered_trust_root_is_refused(
    scene: Scene, packages: Path, path: str, words: str
) -> None:
    """A client takes from the TUF repository only what its root has signed."""
    # A client that holds the target already would not ask for it.
    for held in packages.rglob("trusted_root.json"):
        held.unlink()
    whole, scene.tuf = scene.tuf, Tampered(scene, path)
    refused = verify(scene, packages, f"home-{path}")
    scene.tuf = whole
    assert refused.returncode == 1
    assert refused.stderr.endswith(f"TUFError: {words}\n")


def gh_verify(
    scene: Scene, gh: Path, repository: str = REPOSITORY, home: str = "gh"
) -> CompletedProcess[str]:
    """`gh attestation verify` with a bundle in hand, so that only trust is asked for."""
    bundle = ["--bundle", str(scene.folder / "bundle.json")]
    command = [str(gh), "attestation", "verify", str(scene.dist), "--repo", repository, *bundle]
    return run(command, {**scene.environment(home), "GH_TOKEN": "any", "GH_TELEMETRY": "false"})


def test_gh_verifies_the_build_provenance(scene: Scene) -> None:
    """A gh whose embedded roots are ours accepts the job's provenance for its repository only."""
    swapped = scene.folder / "swapped-gh"
    trust_swap.swap_gh(script("gh"), swapped, scene.sigstore)
    assert swapped.stat().st_size == script("gh").stat().st_size
    with ThreadPoolExecutor() as pool:  # each waits some seconds between its questions for a root
        first = pool.submit(gh_verify, scene, swapped)
        other = pool.submit(gh_verify, scene, script("gh"), home="gh-untouched")
    good, untouched = first.result(), other.result()
    assert (good.returncode, good.stderr) == (0, "")
    assert gh_verify(scene, swapped, "someone/else").returncode == 1
    assert untouched.returncode == 1
    assert "no valid Sigstore verifiers could be initialized" in untouched.stderr

"""Signs distributions in a job, as the publish action and GitHub's attest action do.

A job runs this file by its path. It imports no other module of the sandbox, which saves the time
that they take to load.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from pypi_attestations import Attestation, Distribution
from sigstore.dsse import DigestSet, StatementBuilder, Subject
from sigstore.models import ClientTrustConfig
from sigstore.oidc import IdentityError, IdentityToken, detect_credential
from sigstore.sign import Signer, SigningContext

# The messages of pypa/gh-action-pypi-publish v1.14, attestations.py.
_FAILURE = "::error::Attestation generation failure: "
_SUMMARY = """
Attestation generation failure:

{message}

You're seeing this because the action attempted to generated PEP 740
attestations for its inputs, but failed to do so.
"""
_NO_TOKEN = """
OpenID Connect token retrieval failed: {error}

This failure occurred after a successful Trusted Publishing Flow,
suggesting a transient error.
"""
_NO_FILES = "The following paths look like distributions but are not actually files: "
_SIGNED = "The following distributions already have publish attestations: "
_GITHUB = "https://github.com"


def _token() -> str:
    """The job's token for Sigstore; raises IdentityError when the job cannot get one."""
    token = detect_credential()
    if token is None:
        raise IdentityError("this process is not in a GitHub Actions job")
    return token


@contextmanager
def _signer(trust_config: Path, token: str) -> Iterator[Signer]:
    trust = ClientTrustConfig.from_json(trust_config.read_text(encoding="utf-8"))
    with SigningContext.from_trust_config(trust).signer(IdentityToken(token)) as signer:
        yield signer


def publish(dists: Sequence[Path], trust_config: Path) -> None:
    """Write a PEP 740 `DIST.publish.attestation` beside each file, after all files are checked."""
    if missing := [str(dist) for dist in dists if not dist.is_file()]:
        _die(_NO_FILES + ", ".join(missing))
    paths = {dist: Path(f"{dist}.publish.attestation") for dist in dists}
    if signed := [f"* {dist} -> {path}" for dist, path in paths.items() if path.exists()]:
        _die(_SIGNED + "\n".join(signed))
    try:
        token = _token()
    except IdentityError as error:
        _die(_NO_TOKEN.format(error=error))
    with _signer(trust_config, token) as signer:
        for dist, path in paths.items():
            attestation = Attestation.sign(signer, Distribution.from_file(dist))
            path.write_text(attestation.model_dump_json(), encoding="utf-8")


def provenance(dists: Sequence[Path], trust_config: Path) -> str:
    """A Sigstore bundle in JSON with one SLSA provenance statement about all the files."""
    token = _token()
    distributions = [Distribution.from_file(dist) for dist in dists]
    subjects = [Subject(name=d.name, digest=DigestSet({"sha256": d.digest})) for d in distributions]
    statement = (
        StatementBuilder()
        .subjects(subjects)
        .predicate_type("https://slsa.dev/provenance/v1")
        .predicate(_predicate(_claims(token)))
        .build()
    )
    with _signer(trust_config, token) as signer:
        return signer.sign_dsse(statement).to_json()


def _claims(token: str) -> dict[str, str]:
    payload = token.split(".")[1]
    claims: dict[str, str] = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return claims


def _predicate(claims: dict[str, str]) -> dict[str, Any]:
    """GitHub's description of a run: https://actions.github.io/buildtypes/workflow/v1"""
    repository = f"{_GITHUB}/{claims['repository']}"
    path, _, ref = claims["workflow_ref"].removeprefix(f"{claims['repository']}/").partition("@")
    workflow = {"ref": ref, "repository": repository, "path": path}
    kept = ("event_name", "repository_id", "repository_owner_id", "runner_environment")
    run = f"{repository}/actions/runs/{claims['run_id']}/attempts/{claims['run_attempt']}"
    source = {"uri": f"git+{repository}@{claims['ref']}", "digest": {"gitCommit": claims["sha"]}}
    return {
        "buildDefinition": {
            "buildType": "https://actions.github.io/buildtypes/workflow/v1",
            "externalParameters": {"workflow": workflow},
            "internalParameters": {"github": {name: claims[name] for name in kept}},
            "resolvedDependencies": [source],
        },
        "runDetails": {
            "builder": {"id": f"{_GITHUB}/{claims['job_workflow_ref']}"},
            "metadata": {"invocationId": run},
        },
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Sign; failures that the action handles end the process with its message."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trust-config", type=Path, required=True)
    parser.add_argument("--provenance", type=Path, metavar="BUNDLE", help="write this instead")
    parser.add_argument("dist", type=Path, nargs="*")
    options = parser.parse_args(arguments)
    if options.provenance:
        options.provenance.write_text(provenance(options.dist, options.trust_config))
    else:
        publish(options.dist, options.trust_config)


def _die(message: str) -> NoReturn:
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(summary, "a", encoding="utf-8") as file:
            print(_SUMMARY.format(message=message), file=file)
    print(_FAILURE + message.replace("\n", "%0A"), file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()

"""Signs as the job that runs now: what the publish action and GitHub's attest action do.

Run it by its path inside a job: it imports nothing of the sandbox, so that only the clients' own
libraries have to load.
"""

from __future__ import annotations

import argparse
import base64
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypi_attestations import Attestation, Distribution
from sigstore.dsse import DigestSet, StatementBuilder, Subject
from sigstore.models import ClientTrustConfig
from sigstore.oidc import IdentityError, IdentityToken, detect_credential
from sigstore.sign import Signer, SigningContext

# The opening words of pypa/gh-action-pypi-publish, attestations.py.
_FAILURE = "::error::Attestation generation failure: "
_NO_TOKEN = "OpenID Connect token retrieval failed: "
_GITHUB = "https://github.com"


def _token() -> str:
    """The job's token for Sigstore; IdentityError when the job may have none."""
    token = detect_credential()
    if token is None:
        raise IdentityError("this is no GitHub Actions job")
    return token


@contextmanager
def _signer(trust_config: Path, token: str) -> Iterator[Signer]:
    trust = ClientTrustConfig.from_json(trust_config.read_text(encoding="utf-8"))
    with SigningContext.from_trust_config(trust).signer(IdentityToken(token)) as signer:
        yield signer


def publish(dists: Sequence[Path], trust_config: Path) -> None:
    """Write a PEP 740 `DIST.publish.attestation` beside each; FileExistsError if one is there."""
    with _signer(trust_config, _token()) as signer:
        for dist in dists:
            path = Path(f"{dist}.publish.attestation")
            if path.exists():
                raise FileExistsError(f"{dist} already has a publish attestation: {path}")
            attestation = Attestation.sign(signer, Distribution.from_file(dist))
            path.write_text(attestation.model_dump_json(), encoding="utf-8")


def provenance(dists: Sequence[Path], trust_config: Path) -> str:
    """A Sigstore bundle, JSON: one SLSA provenance statement about all the files."""
    token = _token()
    described = [Distribution.from_file(dist) for dist in dists]
    subjects = [Subject(name=d.name, digest=DigestSet({"sha256": d.digest})) for d in described]
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
    """How GitHub describes a run: https://actions.github.io/buildtypes/workflow/v1"""
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one annotation and answer 1 when signing fails, for whatever reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trust-config", type=Path, required=True)
    parser.add_argument("--provenance", type=Path, metavar="BUNDLE", help="write this instead")
    parser.add_argument("dist", type=Path, nargs="+")
    asked = parser.parse_args(arguments)
    try:
        if asked.provenance:
            asked.provenance.write_text(provenance(asked.dist, asked.trust_config))
        else:
            publish(asked.dist, asked.trust_config)
    except IdentityError as error:
        return _fail(f"{_NO_TOKEN}{error}")
    except Exception as error:  # the clients' errors share no public base
        return _fail(str(error) or f"{type(error).__name__}: Sigstore refused the request")
    return 0


def _fail(reason: str) -> int:
    print(_FAILURE + reason.replace("\n", "%0A"), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

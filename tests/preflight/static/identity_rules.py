"""Rules about the identity of a publishing job: its permission, its file, its runner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.preflight.report import Finding
from tests.preflight.static.contexts import legs, resolved
from tests.preflight.static.publishing import ACTION, PublishingJob
from tests.preflight.static.steps import Step, called_file, local
from tests.preflight.static.subject import Subject, finding

#: The tools that ask for an identity when they have no token. Sources: the README of the action,
#: twine's changelog (6.1), uv's guide "Building and publishing a package", PDM's "Publish".
TRUSTED = {ACTION, "uv", "twine", "pdm"}
#: Actions of other jobs that need an identity, too.
_IDENTITY = re.compile(r"attest|sigstore|cosign|codecov|auth|aws-|azure/|login|slsa|deploy-pages")
#: Commands of other jobs that need one: npm has Trusted Publishers, too.
_COMMANDS = re.compile(r"\bnpm publish\b|--provenance\b|\bcosign\b|\bsigstore\b|ACTIONS_ID_TOKEN")
_RUNNERS = ("windows", "macos")


def permission(subject: Subject) -> Iterator[Finding]:
    """Without `id-token: write` a job gets no identity; the caller of a workflow grants it, too."""
    for job in subject.publishing:
        if job.token or job.tool not in TRUSTED or _level(subject, job) == "write":
            continue
        keys = ("jobs", job.job, "permissions")
        page = "missing-id-token-permission" if job.tool == ACTION else "missing-credentials"
        yield finding(
            "id-token-missing", "error", subject.where(*keys),
            f"The job `{job.job}` publishes without a token and may not ask for an identity.",
            f"Add `permissions: id-token: write` to the job `{job.job}`.", page,
        )  # fmt: skip


def _level(subject: Subject, job: PublishingJob) -> str:
    level = subject.workflow.level(job.job, "id-token")
    called = called_file(subject.repository, subject.workflow, job.job)
    if job.called and called is not None and level == "write":
        inner = called.jobs[job.called[1]] if job.called[0] == called.path else None
        own = inner.permissions if inner else None
        top = called.document.get("permissions")
        if own is not None or top is not None:
            return called.level(job.called[1], "id-token")
    return level


def too_wide(subject: Subject) -> Iterator[Finding]:
    """An identity for jobs that publish nothing lets any code in them publish."""
    publishing = {job.job for job in subject.publishing}
    others = [key for key in subject.workflow.jobs if key not in publishing]
    wide = [
        key for key in others
        if subject.workflow.level(key, "id-token") == "write"
        and not any(_asks(step) for step in subject.steps if step.job == key)
    ]  # fmt: skip
    if not wide or all(job.token for job in subject.publishing):
        return
    named = subject.workflow.jobs[wide[0]].permissions is not None
    keys = ("jobs", wide[0], "permissions") if named else ("permissions",)
    names = ", ".join(f"`{key}`" for key in wide)
    yield finding(
        "id-token-wide", "warning", subject.where(*keys),
        f"`id-token: write` is also given to {names}, which publish nothing:"
        " code that runs there can publish.",
        "Give `id-token: write` to the publishing job alone.",
    )  # fmt: skip


def _asks(step: Step) -> bool:
    """Whether a step of another kind needs an identity, for an attestation or a login."""
    return bool(
        _IDENTITY.search(step.uses)
        or _COMMANDS.search(step.run)
        or any("attest" in name for name in step.inputs)
    )


def token(subject: Subject) -> Iterator[Finding]:
    """A job with a token needs no publisher, and its files get no attestations."""
    for job in subject.publishing:
        if job.token:
            yield finding(
                "token", "note", job.place,
                f"The job `{job.job}` publishes with a token: there is no publisher to register.",
                "A Trusted Publisher does without a secret that can leak.",
            )  # fmt: skip


def called(subject: Subject) -> Iterator[Finding]:
    """PyPI supports no reusable workflow: its publisher has to be the called file.

    The attestations name the file that was started, and PyPI refuses them.
    """
    places = {step.place: step for step in subject.steps}
    for job in subject.publishing:
        if not job.called or job.token:
            continue
        step = places.get(job.place)
        attests = job.tool == ACTION and step is not None
        if step is not None and str(step.inputs.get("attestations")).lower() == "false":
            attests = False
        yield finding(
            "reusable-workflow", "error" if attests else "warning",
            subject.where("jobs", job.job, "uses"),
            f"The job that publishes is in the called workflow `{job.called[0]}`, which PyPI does"
            " not support" + (": it refuses the attestations." if attests else "."),
            f"Move the job `{job.called[1]}` into `{subject.workflow.path}`.",
            "reusable-workflow",
        )  # fmt: skip


def elsewhere(subject: Subject) -> Iterator[Finding]:
    """A workflow of another repository is not looked into."""
    for key in subject.workflow.jobs:
        uses = str(subject.job(key).get("uses") or "")
        if uses and local(uses) is None and (
            subject.workflow.level(key, "id-token") == "write" or not subject.publishing
        ):  # fmt: skip
            yield finding(
                "called-elsewhere", "warning", subject.where("jobs", key, "uses"),
                f"The job `{key}` calls `{uses}`, which is not in this repository:"
                " what it publishes is not known.",
                "Publish in a job of this workflow: PyPI supports no called workflow.",
                "reusable-workflow",
            )  # fmt: skip


def runner(subject: Subject) -> Iterator[Finding]:
    """The publishing action runs on Linux only."""
    for job in subject.publishing:
        if job.tool != ACTION or job.called:
            continue
        body = subject.job(job.job)
        labels = {resolved(str(body.get("runs-on")), {"matrix": leg}) or "" for leg in legs(body)}
        if bad := sorted(label for label in labels if label.lower().startswith(_RUNNERS)):
            yield finding(
                "runner", "error", subject.where("jobs", job.job, "runs-on"),
                f"The publishing action runs on Linux, but the job `{job.job}` runs on {bad[0]}.",
                "Publish in a job of its own with `runs-on: ubuntu-latest`.", "linux-runner-only",
            )  # fmt: skip


RULES = (permission, too_wide, token, called, elsewhere, runner)

"""Rules about the files that are published: artifacts, folders, release assets, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.preflight.report import Finding
from tests.preflight.static.contexts import legs
from tests.preflight.static.publishing import ACTION
from tests.preflight.static.steps import Step
from tests.preflight.static.subject import Subject, finding

_UPLOAD, _DOWNLOAD = "actions/upload-artifact", "actions/download-artifact"
#: Actions that leave files in `dist` or upload artifacts of their own.
_ASSETS = re.compile(
    r"softprops/action-gh-release|ncipollo/release-action|svenstaro/upload-release"
)
_GH = re.compile(r"\bgh\s+release\s+(create|upload|edit)\b")
_SETTING = re.compile(r"actions/(checkout|setup-)|astral-sh/setup-uv|harden-runner")
#: The addresses that the indexes take uploads at. https://docs.pypi.org/api/upload/
_LEGACY = {"https://upload.pypi.org/legacy/", "https://test.pypi.org/legacy/"}


def _named(step: Step) -> str:
    return str(step.inputs.get("name") or "")


def not_found(subject: Subject) -> Iterator[Finding]:
    """A download of an artifact that no step uploads under that name."""
    uploads = [step for step in subject.steps if step.uses.startswith(_UPLOAD)]
    # An artifact may also come from an action or a workflow that is not looked into.
    own = [step for step in subject.steps if step.uses and not step.uses.startswith("./")]
    unknown = any(not step.uses.startswith(("actions/", "pypa/", "astral-sh/")) for step in own)
    unknown |= any(subject.job(key).get("uses") for key in subject.workflow.jobs)
    names = {_named(step) or "artifact" for step in uploads}
    if unknown or any("${{" in name for name in names):
        return
    for step in subject.steps:
        name = _named(step)
        if not step.uses.startswith(_DOWNLOAD) or not name or "${{" in name or name in names:
            continue
        if step.job in subject.needed and "run-id" not in step.inputs:
            shown = ", ".join(f"`{each}`" for each in sorted(names)) or "none"
            yield finding(
                "artifact-not-found", "error", step.place,
                f"No step uploads an artifact `{name}`; uploaded: {shown}.",
                "Use the same name for upload and download.", "artifact-not-found",
            )  # fmt: skip


def name_taken(subject: Subject) -> Iterator[Finding]:
    """Two legs of a matrix cannot upload under one name."""
    for step in subject.steps:
        many = len(list(legs(step.workflow.document["jobs"][step.own]))) > 1
        fixed = "${{" not in _named(step) and not step.inputs.get("overwrite")
        if many and fixed and step.uses.startswith(_UPLOAD) and step.job in subject.needed:
            if step.body.get("if"):
                continue
            yield finding(
                "artifact-name-taken", "error", step.place,
                f"Each leg of the matrix uploads an artifact `{_named(step) or 'artifact'}`, and"
                " the second one is refused.",
                "Put a value of the matrix into the name.", "artifact-name-taken",
            )  # fmt: skip


def empty(subject: Subject) -> Iterator[Finding]:
    """A publishing job in which nothing is built or downloaded has no files to publish."""
    for job in subject.publishing:
        if job.tool != ACTION or job.called or job.place.path != subject.workflow.path:
            continue
        before = [step for step in subject.steps if step.job == job.job and step.number < job.step]
        made = [step for step in before if step.run or not _SETTING.match(step.uses)]
        if not made:
            yield finding(
                "no-files", "error", job.place,
                f"The job `{job.job}` neither builds nor downloads anything before it publishes.",
                "Download the artifact of the build into `dist/`.", "no-dist-files",
            )  # fmt: skip
        elif all(step.uses.startswith(_DOWNLOAD) for step in made):
            yield from _folder(subject, job.job, job.step, made)


def _folder(subject: Subject, key: str, number: int, made: list[Step]) -> Iterator[Finding]:
    """Whether the files are downloaded to where the action looks for them."""
    action = next(step for step in subject.steps if (step.job, step.number) == (key, number))
    inputs = action.inputs
    given = inputs.get("packages-dir") or inputs.get("packages_dir") or "dist"
    wanted = PurePosixPath(str(given))
    folders = [PurePosixPath(str(step.inputs.get("path") or ".")) for step in made]
    if any("$" in str(path) or "~" in str(path) for path in (wanted, *folders)):
        return
    if wanted not in folders and not any(folder in wanted.parents for folder in folders):
        yield finding(
            "other-folder", "error", made[0].place,
            f"The files are downloaded to `{folders[0]}`, and the action looks in `{wanted}`.",
            f"Write `path: {wanted}` at the download.", "no-dist-files",
        )  # fmt: skip
    for step, folder in zip(made, folders, strict=True):
        single = (
            _named(step) or step.inputs.get("artifact-ids") or step.inputs.get("merge-multiple")
        )
        if folder == wanted and not single:
            yield finding(
                "folders-in-dist", "error", step.place,
                f"Without a name each artifact gets a folder of its own in `{wanted}`, and the"
                " action takes files only.",
                "Give the artifact's `name`, or add `merge-multiple: true`.", "stray-file-in-dist",
            )  # fmt: skip


def assets(subject: Subject) -> Iterator[Finding]:
    """A step that writes to a release needs `contents: write`."""
    publishing = {job.job for job in subject.publishing}
    for step in subject.steps:
        if not (_ASSETS.match(step.uses) or _GH.search(step.run)) or step.called:
            continue
        own = "token" in step.inputs or "secrets." in str(step.variables)
        if own and "secrets.GITHUB_TOKEN" not in f"{step.inputs} {step.variables}":
            continue
        if subject.workflow.level(step.job, "contents") != "write":
            before = step.job in subject.needed and step.job not in publishing
            yield finding(
                "assets-permission", "error" if before else "warning", step.place,
                f"The job `{step.job}` writes to a release and may only read the repository.",
                "Add `contents: write` to the permissions of this job.",
                "release-step-needs-contents-write",
            )  # fmt: skip


def address(subject: Subject) -> Iterator[Finding]:
    """An upload to an address of PyPI that takes none."""
    for step in subject.steps:
        for key in ("repository-url", "repository_url"):
            url = str(step.inputs.get(key) or "")
            if step.uses.lower().startswith(ACTION) and "pypi.org" in url and url not in _LEGACY:
                if "${{" in url:
                    continue
                right = min(_LEGACY) if "test." in url else max(_LEGACY)
                yield finding(
                    "upload-address", "error", step.place, f"`{url}` takes no uploads.",
                    f"Write `{right}`.", "wrong-upload-url",
                )  # fmt: skip


RULES = (not_found, name_taken, empty, assets, address)

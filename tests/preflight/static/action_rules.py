"""Rules about actions: pins, refs that do not exist, and tools that cannot read the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.preflight.report import Finding
from tests.preflight.static import readers
from tests.preflight.static.called_scripts import commands
from tests.preflight.static.package_files import read
from tests.preflight.static.publishing import ACTION
from tests.preflight.static.steps import Step
from tests.preflight.static.subject import Subject, finding, with_needs
from tests.sandbox.runner.action_catalogue import Use

_PINNED = re.compile(r"[0-9a-f]{40}|sha256:[0-9a-f]{64}")
#: The publishing action has tags of three numbers, and the branches `release/v1` and `unstable/v1`.
_NO_REF = re.compile(r"v?\d+(\.\d+)?|main|latest|stable")


def _line(subject: Subject, step: Step) -> str:
    """The line with the step's `uses`, and its comment."""
    text = (subject.repository / step.place.path).read_text(encoding="utf-8").splitlines()
    rest = text[step.place.line - 1 :]
    return next((line for line in rest if step.uses in line), "")


def unpinned(subject: Subject) -> Iterator[Finding]:
    """A tag or a branch can be moved to other code."""
    names: dict[str, Step] = {}
    for step in subject.steps:
        ref = step.uses.partition("@")[2]
        if step.job in subject.needed and ref and not _PINNED.fullmatch(ref):
            names.setdefault(step.uses, step)
    if names:
        first = next(iter(names.values()))
        shown = ", ".join(f"`{name}`" for name in names)
        yield finding(
            "unpinned", "warning", first.place,
            f"{len(names)} of the actions that lead to the upload can change without a commit of"
            f" yours: {shown}.",
            "Pin each to a full commit, with its version in a comment.",
        )  # fmt: skip


def missing_ref(subject: Subject) -> Iterator[Finding]:
    """A ref of the publishing action that its repository does not have."""
    for step in subject.steps:
        action, _, ref = step.uses.partition("@")
        if action.lower() == ACTION and _NO_REF.fullmatch(ref):
            yield finding(
                "missing-ref", "error", step.place,
                f"The publishing action has no tag or branch `{ref}`.",
                "Write `release/v1`, or pin a version's commit.", "action-ref-not-found",
            )  # fmt: skip
        elif readers.tag_object(step.uses):
            yield finding(
                "tag-object", "error", step.place,
                "The publishing action is pinned to a tag's own object, for which there is no"
                " image.",
                "Pin the commit that the tag points to.", "action-image-not-found",
            )  # fmt: skip


def retired(subject: Subject) -> Iterator[Finding]:
    """GitHub fails a job that uses a retired version of the artifact actions."""
    for step in subject.steps:
        action, _, ref = step.uses.partition("@")
        if Use(step.job, action, ref, ()).retired:
            yield finding(
                "retired", "error" if step.job in subject.needed else "warning", step.place,
                f"GitHub fails jobs with `{step.uses}`.",
                "Write a current version, for upload and download alike.",
                "artifact-action-retired",
            )  # fmt: skip


def unreadable(subject: Subject) -> Iterator[Finding]:
    """A tool on the way to the index that cannot read the metadata of the build."""
    for job in dict.fromkeys(job.job for job in subject.publishing):
        folder = subject.folder(job)
        metadata = readers.written(read(subject.repository, folder or "."))
        if metadata is None:
            continue
        needed = with_needs(subject.workflow, {job})
        for step in (each for each in subject.steps if each.job in needed):
            for reader in (each for each in _readers(subject, step) if each.metadata < metadata[1]):
                backend, version = metadata
                yield finding(
                    "metadata-version", "error", step.place,
                    f"The build takes the newest {backend}, which writes metadata {version}, and"
                    f" {reader.name} {reader.version} ({reader.tool}) reads {reader.metadata} at"
                    " most.",
                    f"Use {reader.name} {reader.newest}.", "metadata-version-unsupported",
                )  # fmt: skip


def _readers(subject: Subject, step: Step) -> Iterator[readers.Reader]:
    if step.uses:
        reader = readers.of_action(step.uses, _line(subject, step))
        if reader is not None:
            yield reader
    elif step.run:
        words = {word for each in commands(subject.repository, step) for word in each.words if word}
        found = (readers.of_requirement(word) for word in sorted(words))
        yield from filter(None, found)


RULES = (unpinned, missing_ref, retired, unreadable)

"""Rules about the version: whether it follows from the tag, and whether an index takes it."""

from __future__ import annotations

from collections.abc import Iterator

from packaging.version import InvalidVersion, Version

from tests.preflight.report import Finding
from tests.preflight.static.subject import Subject, finding, with_needs

_CHECKOUT = "actions/checkout"


def of_tag(tag: str) -> Version | None:
    """The version in a tag such as `v1.2.3`, `release-1.2` or `name@1.2.3`."""
    for text in (tag, tag.rpartition("@")[2], tag.rpartition("/")[2], tag.rpartition("-")[2],
                 tag.rpartition("==")[2]):  # fmt: skip
        try:
            return Version(text.removeprefix("v").removeprefix("V"))
        except InvalidVersion:
            continue
    return None


def written(subject: Subject) -> Iterator[Finding]:
    """A version in a file is published whatever the tag says."""
    project, version = subject.project, None
    if project.version is None:
        return
    try:
        version = Version(project.version)
    except InvalidVersion:
        yield finding(
            "version-invalid", "error", project.written,
            f"`{project.version}` is no version.", "Write a version as PEP 440 has it.",
            "invalid-version",
        )  # fmt: skip
        return
    if version.local:
        yield finding(
            "version-local", "error", project.written,
            f"The version `{version}` has a local part, which PyPI and TestPyPI refuse.",
            f"Write `{version.public}`.", "local-version",
        )  # fmt: skip
    yield from _against_tags(subject, version)


def _against_tags(subject: Subject, version: Version) -> Iterator[Finding]:
    here = [subject.trigger.tag] if subject.trigger.tag else list(subject.here)
    tagged = [each for each in map(of_tag, filter(None, here)) if each]
    place = subject.project.written
    if tagged and version not in tagged:
        yield finding(
            "version-differs", "error" if subject.trigger.tag else "warning", place,
            f"The tag `{here[0]}` would publish {version}: the version is written in the file.",
            f"Write {tagged[0]} there before you tag, or let the backend read the tag.",
            "wrong-version-built",
        )  # fmt: skip
    elif not here and version in [of_tag(tag) for tag in subject.tags]:
        tag = next(tag for tag in subject.tags if of_tag(tag) == version)
        yield finding(
            "version-released", "warning", place,
            f"The version is still {version}, which the tag `{tag}` has released.",
            "Write the next version before you tag.", "file-already-exists",
        )  # fmt: skip


def counted(subject: Subject) -> Iterator[Finding]:
    """A version that is counted from tags needs the tags, and a tag on the commit."""
    if not subject.project.from_tags or _given(subject):
        return
    triggers = set(subject.workflow.triggers)
    others = sorted(triggers & {"workflow_dispatch", "schedule", "workflow_run"})
    rule = subject.workflow.triggers.get("push", False)
    if rule is None or (isinstance(rule, dict) and "tags" not in rule):
        others.append("push")
    others = [event for event in others if _reaches(subject, event)]
    if subject.trigger.event in ("release", "tag") or not others or subject.trigger.tag:
        return
    for step in subject.steps:
        deep = str(step.inputs.get("fetch-depth", "1")) == "0" or step.inputs.get("fetch-tags")
        if step.uses.startswith(_CHECKOUT) and step.job in subject.needed and not deep:
            if _tag_named(step.inputs.get("ref")):
                continue
            yield finding(
                "shallow-checkout", "warning", step.place,
                f"The version is counted from tags, and this checkout fetches none: a run that"
                f" `{others[0]}` starts builds a wrong version.",
                "Add `fetch-depth: 0` to the checkout.", "wrong-version-built",
            )  # fmt: skip
            break
    if not subject.project.no_local_version:
        yield finding(
            "local-version", "warning", subject.where("on", others[0]),
            f"A run that `{others[0]}` starts on a commit without a tag builds a local version,"
            " which PyPI and TestPyPI refuse.",
            "Publish from tags only, or set `local_scheme = \"no-local-version\"`.",
            "local-version",
        )  # fmt: skip


def _given(subject: Subject) -> bool:
    """Whether a variable gives the version, as setuptools-scm, hatch-vcs and pdm read it."""
    document = subject.workflow.document
    places = [document, *map(subject.job, subject.needed), *(each.body for each in subject.steps)]
    return any(
        "PRETEND_VERSION" in str(name) for place in places for name in place.get("env") or ()
    )


def _tag_named(ref: object) -> bool:
    return "tag" in str(ref or "").lower()


def _reaches(subject: Subject, event: str) -> bool:
    """Whether a run of this event may publish, by the words of the conditions on the way."""
    steps = {(step.job, step.number): step.body for step in subject.steps}
    for job in subject.publishing:
        parts = [subject.job(key).get("if") for key in with_needs(subject.workflow, {job.job})]
        text = " ".join(str(part) for part in (*parts, steps[job.job, job.step].get("if")) if part)
        others = "refs/tags" in text or "ref_type" in text
        others |= "event_name" in text and event not in text
        if not others and not (event == "push" and "inputs." in text):
            return True
    return False


RULES = (written, counted)

"""Rules about what starts a publication: tags, releases, pushes, pull requests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tests.preflight.report import Finding
from tests.preflight.static.subject import Subject, finding
from tests.sandbox.github.workflow_filters import admits, listed

#: Tags that a repository without any is asked about.
USUAL = ("v1.2.3", "1.2.3", "v1.2", "v1.2.3rc1", "release-1.2.3", "v2026.11.27")
#: How many of the newest tags a filter has to fit one of.
RECENT = 10
_REGULAR = re.compile(r"\\[dw.]|[$^|()]|\.\*|\.\+")


def _push(subject: Subject) -> dict[str, Any]:
    rule = subject.workflow.triggers.get("push")
    return rule if isinstance(rule, dict) else {}


def tag_filter(subject: Subject) -> Iterator[Finding]:
    """GitHub's patterns are no regular expressions, and have to fit the whole tag."""
    rule = _push(subject)
    if not {"tags", "tags-ignore"} & rule.keys():
        return
    names = [subject.trigger.tag] if subject.trigger.tag else _newest(subject, rule)
    if any(_admits(rule, name) for name in names[:RECENT]):
        return
    key = "tags" if "tags" in rule else "tags-ignore"
    shown = ", ".join(f"`{pattern}`" for pattern in listed(rule[key]))
    regular = any(_REGULAR.search(pattern) for pattern in listed(rule[key]))
    whose = f"this repository's own tags, such as `{names[0]}`" if subject.tags else "a usual tag"
    if subject.trigger.tag:
        whose = f"the tag `{names[0]}`"
    known = bool(subject.tags or subject.trigger.tag) and "release" not in subject.workflow.triggers
    yield finding(
        "tag-filter", "error" if known else "warning", subject.where("on", "push", key),
        f"The filter {shown} does not admit {whose}, so a tag starts nothing.",
        "Write GitHub's patterns, such as `v*`"
        + (": they are no regular expressions." if regular else ": one has to fit the whole tag."),
        "release-started-nothing",
    )  # fmt: skip


def _admits(rule: dict[str, Any], tag: str) -> bool:
    return admits(rule, f"refs/tags/{tag}", lambda: ())


def _newest(subject: Subject, rule: dict[str, Any]) -> Sequence[str]:
    """The newest tag of the kind that the filter has admitted once, or all tags.

    A filter such as `v[0-9].*` admits v0.30.0, and no longer v2026.6.3.
    """
    kinds = {_kind(tag) for tag in subject.tags if _admits(rule, tag)}
    return [tag for tag in subject.tags if _kind(tag) in kinds][:1] or subject.tags or USUAL


def _kind(tag: str) -> str:
    """What the tags of one package have in common: `v0.0.0` for `v1.2.3`."""
    return re.sub(r"\d+", "0", tag)


def release_types(subject: Subject) -> Iterator[Finding]:
    """One release has several events; each of them starts a run."""
    if "release" not in subject.workflow.triggers:
        return
    rule = subject.workflow.triggers["release"]
    types = listed(rule["types"]) if isinstance(rule, dict) and rule.get("types") else []
    where = subject.where("on", "release")
    several = len({"created", "published", "released"} & set(types)) > 1 or not types
    if several and subject.trigger.event != "dispatch" and not _conditioned(subject):
        yield finding(
            "release-types", "warning", where,
            "One release has the events `created`, `published` and `released`: each starts a run,"
            " and the second one uploads the same files again.",
            "Write `types: [published]`.", "file-already-exists",
        )  # fmt: skip
    elif types == ["created"]:
        yield finding(
            "release-types", "warning", where,
            "`created` does not happen for a release that was saved as a draft first.",
            "Write `types: [published]`.", "release-started-nothing",
        )  # fmt: skip


def every_push(subject: Subject) -> Iterator[Finding]:
    """A push to a branch, or a pull request, that publishes without a condition."""
    rule = subject.workflow.triggers.get("push", False)
    branches = rule is None or (rule is not False and not {"tags", "tags-ignore"} & _push(
        subject).keys()) or "branches" in _push(subject)  # fmt: skip
    for key in dict.fromkeys(job.job for job in subject.publishing):
        if _conditioned(subject, key):
            continue
        if branches and not subject.project.from_tags:
            yield finding(
                "every-push", "warning", subject.where("on", "push"),
                f"Each push to a branch runs `{key}`, which uploads the same version again.",
                "Publish for tags or releases only.", "file-already-exists",
            )  # fmt: skip
        if "pull_request" in subject.workflow.triggers:
            yield finding(
                "pull-request", "warning", subject.where("on", "pull_request"),
                f"Each pull request runs `{key}`; one from a fork gets no identity.",
                f"Add `if: github.event_name != 'pull_request'` to `{key}`.",
                "pull-request-from-fork",
            )  # fmt: skip


def target(subject: Subject) -> Iterator[Finding]:
    """PyPI refuses the identity of a run that `pull_request_target` started."""
    if "pull_request_target" in subject.workflow.triggers:
        yield finding(
            "pull-request-target", "warning", subject.where("on", "pull_request_target"),
            "PyPI refuses the identity of a run that `pull_request_target` started.",
            "Publish in a workflow without this trigger.", "trusted-publishing-exchange",
        )  # fmt: skip


def _conditioned(subject: Subject, only: str | None = None) -> bool:
    """Whether a condition stands on each publishing job, on its steps, or on what it needs."""
    jobs = [job for job in subject.publishing if only in (None, job.job)]
    keys = {job.job for job in jobs}
    waiting = {key for job in keys for key in subject.needed if key not in keys} | keys
    if any(subject.job(key).get("if") for key in waiting):
        return True
    steps = {(step.job, step.number): step for step in subject.steps}
    return all((job.job, job.step) in steps and steps[job.job, job.step].body.get("if")
               for job in jobs)  # fmt: skip


RULES = (tag_filter, release_types, every_push, target)

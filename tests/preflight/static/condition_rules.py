"""Rules about the conditions of jobs: tags, events, other repositories, failed jobs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.preflight.report import Finding
from tests.preflight.static.subject import Subject, finding

_STARTS = re.compile(r"startsWith\(\s*github\.(ref|ref_name)\s*,\s*'([^']*)'\s*\)", re.IGNORECASE)
_EVENT = re.compile(r"github\.event_name\s*==\s*'(\w+)'")
_GUARD = re.compile(r"github\.(repository|repository_owner)\s*==\s*'([^']+)'")
_ALWAYS = re.compile(r"\balways\(\)|!\s*cancelled\(\)|(?<!\w)failure\(\)")


def tag_condition(subject: Subject) -> Iterator[Finding]:
    """A condition on how a tag begins, which none of the repository's tags does."""
    for key in subject.needed:
        for field, start in _STARTS.findall(str(subject.job(key).get("if") or "")):
            prefix = start.removeprefix("refs/tags/")
            about_tags = field == "ref_name" or start.startswith("refs/tags/")
            if about_tags and prefix and subject.tags and not any(
                tag.lower().startswith(prefix.lower()) for tag in subject.tags
            ):  # fmt: skip
                yield finding(
                    "tag-condition", "error", subject.where("jobs", key, "if"),
                    f"The job `{key}` runs for tags that begin with `{prefix}`, and this"
                    f" repository has none: its newest is `{subject.tags[0]}`.",
                    "Write the beginning of your own tags.", "published-nothing",
                )  # fmt: skip


def event_condition(subject: Subject) -> Iterator[Finding]:
    """A condition on an event that the workflow does not have, or on another repository."""
    for key in subject.needed:
        text = str(subject.job(key).get("if") or "")
        events = set(_EVENT.findall(text))
        where = subject.where("jobs", key, "if")
        if events and not events & set(subject.workflow.triggers) and "||" not in text:
            yield finding(
                "event-condition", "error", where,
                f"The job `{key}` runs for `{min(events)}` only, which does not start this"
                " workflow.",
                f"Add `{min(events)}` to `on`, or mend the condition.", "published-nothing",
            )  # fmt: skip
        for field, name in _GUARD.findall(text):
            own = subject.slug if field == "repository" else subject.slug.partition("/")[0]
            if own and own.lower() != name.lower() and "||" not in text:
                yield finding(
                    "repository-guard", "error", where,
                    f"The job `{key}` runs in `{name}` only, and this repository is"
                    f" `{subject.slug}`.",
                    "Write this repository's name in the condition.", "published-nothing",
                )  # fmt: skip


def always(subject: Subject) -> Iterator[Finding]:
    """A job with `always()` also runs when the jobs that it needs have failed."""
    for key in dict.fromkeys(job.job for job in subject.publishing):
        text = str(subject.job(key).get("if") or "")
        found = _ALWAYS.search(text)
        if found and subject.job(key).get("needs") and not re.search(r"needs\.|\.result", text):
            yield finding(
                "always", "warning", subject.where("jobs", key, "if"),
                f"`{found[0]}` makes the job `{key}` publish when the jobs that it needs have"
                " failed.",
                f"Remove `{found[0]}`: without it the job waits for their success.",
            )  # fmt: skip


RULES = (tag_condition, event_condition, always)

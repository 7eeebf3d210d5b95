"""Everything that the files alone show: publishers, and findings from all rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from tests.preflight.report import Finding, Publisher
from tests.preflight.static import (
    action_rules,
    artifact_rules,
    condition_rules,
    environment_rules,
    identity_rules,
    trigger_rules,
    value_rules,
    version_rules,
    zizmor_rules,
)
from tests.preflight.static.contexts import Trigger
from tests.preflight.static.publisher_forms import publishers
from tests.preflight.static.subject import Subject, subject

RULES: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    *identity_rules.RULES, *environment_rules.RULES, *trigger_rules.RULES, *condition_rules.RULES,
    *value_rules.RULES, *version_rules.RULES,
    *action_rules.RULES, *artifact_rules.RULES, *zizmor_rules.RULES,
)  # fmt: skip
_ORDER = ("error", "warning", "note")


def examine(
    repository: Path,
    workflow: str,
    trigger: Trigger | None = None,
    slug: str = "",
    project: str | None = None,
) -> tuple[list[Publisher], list[Finding]]:
    """The publishers, and the findings with the worst first.

    `slug` is `owner/name` as in `origin`; `project` is the name that the build gave, if known.

    Raises:
        InvalidWorkflowError: GitHub does not accept the file.
        OSError: there is no such file.
    """
    seen = subject(repository, workflow, trigger or Trigger(), slug)
    forms = publishers(
        repository, seen.workflow, seen.trigger, slug, lambda job: project or seen.name_of(job)
    )
    found = dict.fromkeys(chain.from_iterable(rule(seen) for rule in RULES))
    return forms, sorted(found, key=lambda each: _ORDER.index(each.level))

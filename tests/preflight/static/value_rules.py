"""Rules about values: numbers that lose a digit, inputs that nothing reads or declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from tests.preflight.report import Finding
from tests.preflight.static.subject import Subject, finding

_NUMBER = re.compile(r"\d\.\d*0(?=[\s,\]}#]|$)")
_READ = re.compile(
    r"(?:\binputs|github\.event\.inputs)(?:\.([\w-]+)|\[\s*'([^']+)'\s*\])", re.IGNORECASE
)
#: What reads all inputs together.
_ALL = re.compile(
    r"toJSON\(\s*(?:inputs|github\.event|github)\b[^.]|GITHUB_EVENT_PATH|inputs\.\*|inputs\[[^']"
    r"|toJSON\(\s*github\.event\.inputs",
    re.IGNORECASE,
)


def _lines(subject: Subject) -> list[str]:
    return (subject.repository / subject.workflow.path).read_text(encoding="utf-8").splitlines()


def lost_zero(subject: Subject) -> Iterator[Finding]:
    """YAML reads `3.10` as the number 3.1."""
    lines = _lines(subject)
    for keys, (line, column) in subject.workflow.source.values.items():
        names = [key for key in keys if isinstance(key, str)]
        value = subject.workflow.source.get(keys)
        text = _NUMBER.match(lines[line - 1][column - 1 :]) if isinstance(value, float) else None
        if text is None or not any("py" in name.lower() for name in names):
            continue
        needed = keys[0] != "jobs" or keys[1] in subject.needed
        yield finding(
            "lost-zero", "error" if needed else "warning", f"{subject.workflow.path}:{line}",
            f"`{names[-1]}: {text[0]}` is the number {value:g}, so Python {value:g} is asked for.",
            f'Write `"{text[0]}"`.',
        )  # fmt: skip


def _all_text(subject: Subject) -> str:
    """The workflow without its own declarations of inputs, and the files that its steps use."""
    lines = _lines(subject)
    first, last = _declared_lines(subject)
    own = [line for number, line in enumerate(lines, 1) if not first <= number < last]
    # A comment reads nothing.
    own = [line for line in own if not line.lstrip().startswith("#")]
    scripts = (f"{step.run} {step.body.get('with')} {step.body.get('env')}" for step in
               subject.steps)  # fmt: skip
    return "\n".join(chain(own, scripts))


def _declared_lines(subject: Subject) -> tuple[int, int]:
    first = subject.workflow.source.key_at(("on",)).line
    later = [
        position.line for keys, position in subject.workflow.source.keys.items()
        if len(keys) == 1 and position.line > first
    ]  # fmt: skip
    return first, min(later, default=10**9)


def unread_input(subject: Subject) -> Iterator[Finding]:
    """An input of a dispatch that no expression reads changes nothing."""
    text = _all_text(subject)
    if _ALL.search(text):
        return
    read = {(one or two).lower() for one, two in _READ.findall(text)}
    for event in ("workflow_dispatch", "workflow_call"):
        rule = subject.workflow.triggers.get(event)
        for name in (rule or {}).get("inputs") or () if isinstance(rule, dict) else ():
            if name.lower() not in read:
                yield finding(
                    "unread-input", "warning", subject.where("on", event, "inputs", name),
                    f"Nothing reads the input `{name}`: the run publishes whatever is chosen.",
                    f"Use `inputs.{name}` in a condition of the publishing job, or remove it.",
                )  # fmt: skip


def undeclared_input(subject: Subject) -> Iterator[Finding]:
    """An input that no event declares is empty."""
    declared: set[str] = set()
    for event in ("workflow_dispatch", "workflow_call"):
        rule = subject.workflow.triggers.get(event)
        declared |= {name.lower() for name in (rule.get("inputs") or () if isinstance(rule, dict)
                                               else ())}  # fmt: skip
    for number, line in enumerate(_lines(subject), 1):
        for name in (one or two for one, two in _READ.findall(line)):
            if name.lower() not in declared and "${{" in line and not line.strip().startswith("#"):
                yield finding(
                    "undeclared-input", "warning", f"{subject.workflow.path}:{number}",
                    f"The workflow has no input `{name}`, so its value is empty.",
                    f"Declare `{name}` under `inputs`, or mend its name.",
                )  # fmt: skip


RULES = (lost_zero, unread_input, undeclared_input)

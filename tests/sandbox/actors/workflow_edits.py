"""publish.yml as somebody else has rewritten it: text in, text out.

Text that is not there is a ValueError, so that no edit does nothing.
"""

from __future__ import annotations

REHEARSAL = "publish-testpypi"


def in_job(text: str, job: str, old: str, new: str) -> str:
    """Replaces what stands first in a job, or in one behind it."""
    head, rest = _from_job(text, job)
    return head + replaced(rest, old, new)


def cut_from_job(text: str, job: str, start: str, end: str) -> str:
    """Leaves out what stands in a job from `start` up to `end`."""
    head, rest = _from_job(text, job)
    return head + cut(rest, start, end)


def _from_job(text: str, job: str) -> tuple[str, str]:
    at = _place(text, f"  {job}:\n")
    return text[:at], text[at:]


def replaced(text: str, old: str, new: str) -> str:
    """Replaces what stands there first."""
    at = _place(text, old)
    return text[:at] + new + text[at + len(old) :]


def cut(text: str, start: str, end: str) -> str:
    """Leaves out what stands from `start` up to `end`."""
    at = _place(text, start)
    return text[:at] + text[_place(text, end, at) :]


def _place(text: str, part: str, start: int = 0) -> int:
    at = text.find(part, start)
    if at < 0:
        raise ValueError(f"the workflow has no {part!r}")
    return at


def published_on(text: str, event: str) -> str:
    """publish.yml changed so that pull requests are published to TestPyPI, too."""
    rehearsal, release = "inputs.environment == 'testpypi'", "inputs.environment != 'testpypi'"
    for_pypi = "github.event_name == 'release' || inputs.environment == 'pypi'"
    for old, new in (
        ("  workflow_dispatch:\n", f"  {event}:\n  workflow_dispatch:\n"),
        (
            f"    if: {rehearsal}\n    n",
            f"    if: {rehearsal} || github.event_name == '{event}'\n    n",
        ),
        (f"        if: {rehearsal}\n", f"        if: ${{{{ !({for_pypi}) }}}}\n"),
        (f"        if: {release}\n", f"        if: {for_pypi}\n"),
        ("!= 'skipped' }}", "!= 'skipped' && !startsWith(github.event_name, 'pull_request') }}"),
    ):
        if text.count(old) > 1:
            raise ValueError(f"the workflow has {old!r} more than once")
        text = replaced(text, old, new)
    return text


def called_job(text: str, job: str, file: str, *, granted: bool) -> tuple[str, str]:
    """A job moved out of a workflow into `file`: the called workflow, and the one that calls it.

    `granted`: the calling job passes on the permissions that the job had.
    """
    head, _, tail = text.partition(f"  {job}:\n")
    body, mark, tail = tail.partition("  # --8<-- [end:")
    top, _, rest = body.partition("    runs-on:")
    permissions = rest[rest.index("    permissions:\n") : rest.index("    steps:\n")]
    variables = text[text.index("env:\n") : text.index("# --8<-- [end:env]")]
    called = f"name: Upload\non: workflow_call\npermissions: {{}}\n{variables}jobs:\n"
    called += f"  upload:\n    name: Upload\n    runs-on:{rest}"
    top += permissions if granted else ""
    return called, f"{head}  {job}:\n{top}    uses: ./.github/workflows/{file}\n{mark}{tail}"

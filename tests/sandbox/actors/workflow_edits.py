"""Edits of publish.yml by another maintainer, as functions from text to text.

They raise ValueError when the text to change is missing, so that every edit has an effect.
"""

from __future__ import annotations

import re

#: The job that publishes to TestPyPI.
REHEARSAL = "publish-testpypi"
_PUBLISHING_ACTION = "pypa/gh-action-pypi-publish@"


def replaced_in_job(text: str, job: str, old: str, new: str) -> str:
    """Replace the first `old` after the beginning of a job."""
    head, rest = _from_job(text, job)
    return head + replaced(rest, old, new)


def cut_from_job(text: str, job: str, start: str, end: str) -> str:
    """Remove the text from the first `start` in or after a job up to the next `end`."""
    head, rest = _from_job(text, job)
    return head + cut(rest, start, end)


def _from_job(text: str, job: str) -> tuple[str, str]:
    at = _position(text, f"  {job}:\n")
    return text[:at], text[at:]


def replaced(text: str, old: str, new: str) -> str:
    """Replace the first `old`."""
    at = _position(text, old)
    return text[:at] + new + text[at + len(old) :]


def cut(text: str, start: str, end: str) -> str:
    """Remove the text from the first `start` up to the next `end`; `end` itself stays."""
    at = _position(text, start)
    return text[:at] + text[_position(text, end, at) :]


def publishing_action_at(text: str, ref: str) -> str:
    """Let the job that publishes to TestPyPI use the publishing action at another ref."""
    _, job = _from_job(text, REHEARSAL)
    pin = job.partition(_PUBLISHING_ACTION)[2].partition("\n")[0]
    old, new = f"{_PUBLISHING_ACTION}{pin}", f"{_PUBLISHING_ACTION}{ref}"
    return replaced_in_job(text, REHEARSAL, old, new)


def block_end(text: str, start: int, indent: int = 2) -> int:
    """Where the block that begins before `start` ends: at a blank line, or one that is no deeper.

    A reader's copy of the workflow has no marks of sections at its blocks' ends.
    """
    end = re.compile(rf"^(?:$| {{0,{indent}}}\S)", re.MULTILINE).search(text, start)
    return end.start() if end else len(text)


def _position(text: str, part: str, start: int = 0) -> int:
    at = text.find(part, start)
    if at < 0:
        raise ValueError(f"the workflow has no {part!r}")
    return at


def published_on(text: str, event: str, testpypi: str, pypi: str) -> str:
    """Publish to TestPyPI on `event`, too: `pull_request` or `pull_request_target`.

    `testpypi` and `pypi` are the environments of the workflow.
    """
    rehearsal, release = (
        f"inputs.environment == '{testpypi}'",
        f"inputs.environment != '{testpypi}'",
    )
    for_pypi = f"github.event_name == 'release' || inputs.environment == '{pypi}'"
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
    """Move a job into the reusable workflow `file`: the called workflow, then the calling one.

    With `granted`, the calling job keeps the permissions that the job had.
    """
    head, _, tail = text.partition(f"  {job}:\n")
    end = block_end(tail, 0)
    body, tail = tail[:end], tail[end:]
    top, _, rest = body.partition("    runs-on:")
    permissions = rest[rest.index("    permissions:\n") : rest.index("    steps:\n")]
    at = text.index("env:\n")
    variables = text[at : block_end(text, at + 1, 0)]
    called = f"name: Upload\non: workflow_call\npermissions: {{}}\n{variables}jobs:\n"
    called += f"  upload:\n    name: Upload\n    runs-on:{rest}"
    top += permissions if granted else ""
    return called, f"{head}  {job}:\n{top}    uses: ./.github/workflows/{file}\n{tail}"


def with_last_step(text: str, job: str, step: str) -> str:
    """Add a step at the end of a job."""
    head, rest = _from_job(text, job)
    end = block_end(rest, 1)
    return head + rest[:end] + step + rest[end:]


_SDIST_JOB = """\
  sdist:
    name: Build the sdist
    needs: build
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
    steps:
{set_up}      - name: Build the sdist alone
        run: uv build --sdist
        env:
          SETUPTOOLS_SCM_PRETEND_VERSION: ${{{{ needs.build.outputs.version }}}}
{upload}"""


def sdist_in_own_job(text: str, job: str) -> str:
    """Let a second job build the sdist and upload it as the first does; `job` needs both."""
    begin = _position(text, "  build:\n")
    build = text[begin : block_end(text, begin + 1)]
    steps = build[build.index("      - uses: actions/checkout@") :]
    set_up = steps[: steps.index("      - name: ")]
    upload = steps[steps.index("      - uses: actions/upload-artifact@") :]
    added = _SDIST_JOB.format(set_up=set_up, upload=upload)
    text = text.replace(build, f"{build}\n{added}")
    text = replaced(text, "run: uv build --build", "run: uv build --wheel --build")
    return replaced_in_job(text, job, "needs: build\n", "needs: [build, sdist]\n")

"""publish.yml as somebody else has rewritten it: text in, text out."""

from __future__ import annotations


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
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def called_job(text: str, job: str, file: str) -> tuple[str, str]:
    """A job moved out of a workflow into `file`: the called workflow, and the one that calls it."""
    head, _, tail = text.partition(f"  {job}:\n")
    body, mark, tail = tail.partition("  # --8<-- [end:")
    top, _, rest = body.partition("    runs-on:")
    granted = rest[rest.index("    permissions:\n") : rest.index("    steps:\n")]
    variables = text[text.index("env:\n") : text.index("# --8<-- [end:env]")]
    called = f"name: Upload\non: workflow_call\npermissions: {{}}\n{variables}jobs:\n"
    called += f"  upload:\n    name: Upload\n    runs-on:{rest}"
    return (
        called,
        f"{head}  {job}:\n{top}{granted}    uses: ./.github/workflows/{file}\n{mark}{tail}",
    )

"""`uv run python -m tests.diagnose.record`: records what the clients print today.

Each client runs in the sandbox in each situation that it can meet, and its words go to
`logs/recorded.jsonl` with its version. `test_recorded.py` holds that they lead to the right page.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import ROOT
from tests.diagnose.clients import CLIENTS, Client
from tests.diagnose.situations import SITUATIONS, TOKEN, Situation
from tests.machine import start
from tests.sandbox.sandbox import Sandbox

TARGET = Path(__file__).with_name("logs") / "recorded.jsonl"
#: The last lines of an output; the reason stands there.
LINES = 40
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
#: Parts of paths that differ from run to run.
_RANDOM = re.compile(r"(?<=/tmp/)[\w.-]+|(?<=/archive-v0/)[\w-]+|(?<=/pdm-publish-)\w+")
_VERSION = re.compile(r"\d+(?:\.\d+)+")
PYPROJECT = """\
[build-system]
requires = ["{requires}"]
build-backend = "{backend}"

[project]
name = "{name}"
version = "1.0.0"
description = "A sample"
requires-python = ">=3.10"
authors = [{{name = "A", email = "a@example.org"}}]
"""
BACKENDS = {"hatchling": "hatchling.build", "flit_core": "flit_core.buildapi"}


def main() -> int:
    """1 when a client printed nothing or succeeded, and nothing is written."""
    start.reduce_environment()
    sandbox = Sandbox()
    try:
        sandbox.set_up(accounts_only=True)
        for requires in BACKENDS:
            _project(sandbox, requires)
        rows = list(_rows(sandbox))
    finally:
        sandbox.close()
    wrong = [row["id"] for row in rows if not row["text"]]
    if wrong:
        print("not refused: " + ", ".join(wrong), file=sys.stderr)
        return 1
    TARGET.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    return 0


def _project(sandbox: Sandbox, requires: str) -> None:
    """A folder with a package, and its distributions in `dist/`."""
    folder = sandbox.root / "work" / requires
    module = folder / sandbox.facts.distribution
    module.mkdir(parents=True)
    (module / "__init__.py").write_text('"""A sample."""\n__version__ = "1.0.0"\n')
    text = PYPROJECT.format(
        requires=requires, backend=BACKENDS[requires], name=sandbox.facts.package
    )
    (folder / "pyproject.toml").write_text(text)
    done = sandbox.run("bash", "-c", f"cd {folder} && uv build && rm dist/.gitignore")
    if done.returncode:
        raise RuntimeError(done.stderr)


def _rows(sandbox: Sandbox) -> Iterator[dict[str, str]]:
    versions = {client.name: _version(sandbox, client) for client in CLIENTS}
    for situation in SITUATIONS:
        variables = situation.prepare(sandbox)
        for client in CLIENTS:
            if situation.name in client.never:
                continue
            yield {
                "id": f"{client.name}-{situation.name}",
                "client": client.name,
                "version": versions[client.name],
                "symptom": client.pages.get(situation.name, situation.symptom),
                "text": _said(sandbox, client, situation, variables),
            }
            print(client.name, situation.name, flush=True)


def _version(sandbox: Sandbox, client: Client) -> str:
    program = client.program.replace("--offline ", "")
    done = sandbox.run("bash", "-c", f"{program} --version")
    found = _VERSION.search(done.stdout + done.stderr)
    if not found:
        raise RuntimeError(f"{client.program} --version: {done.stderr}")
    return found[0]


def _said(sandbox: Sandbox, client: Client, situation: Situation, variables: dict[str, str]) -> str:
    """The end of what the client printed, empty when it was not refused."""
    others = {name: value for name, value in variables.items() if name != TOKEN}
    token = client.login(variables[TOKEN]) if TOKEN in variables else {}
    place = sandbox.root / "work" / client.folder
    command = client.commands.get(situation.name, client.publish)
    script = f"cd {place} && {situation.shell(command)}"
    done = sandbox.run("bash", "-c", f"({script}) </dev/null 2>&1", **others, **token)
    if not done.returncode:
        return ""
    text = _COLOURS.sub("", done.stdout)
    for folder in (sandbox.root, ROOT):
        text = text.replace(str(folder), "/home/you")
    text = _RANDOM.sub("0", text)
    for secret in token.values():
        text = text.replace(secret, "***") if secret.startswith("pypi-") else text
    lines = [line.rstrip() for line in re.split(r"[\r\n]+", text) if line.strip()]
    return "\n".join(lines[-LINES:])


if __name__ == "__main__":
    sys.exit(main())

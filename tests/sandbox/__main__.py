"""`python -m tests.sandbox`: a shell in a sandbox, to practise the guide without an account."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import ROOT
from tests.machine import requirements, start
from tests.sandbox.preconditions import PROBLEMS
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation import programs

_WELCOME = """\
You are in a sandbox: PyPI, TestPyPI, GitHub and Sigstore are stand-ins on this machine.
  your clone   {folder}
  web forms    {local_url}
  GitHub's     {github_url}
No request leaves this machine. pip needs a virtual environment, as on the pages. `exit` removes the
sandbox, and lists what programs were refused.
"""
#: So many refused accesses are listed.
_MOST = 10


def main(arguments: list[str] | None = None) -> int:
    """The exit status of the command or of the shell; 2 when the sandbox cannot open."""
    options = _parser().parse_args(arguments)
    start.reduce_environment()
    if problem := requirements.unmet(ROOT / ".cache"):
        print(f"tests.sandbox: {problem}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sandbox = Sandbox(options.repository)
    except PROBLEMS as error:
        print(f"tests.sandbox: {error}", file=sys.stderr)
        return 2
    try:
        if options.command is None:  # A person types the code that `gh auth login` shows.
            sandbox.github.device_login.on_code = None
        if not options.fresh:
            sandbox.set_up()
        return _shell(sandbox, options.command)
    finally:
        sandbox.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.sandbox", description=__doc__)
    add = parser.add_argument
    add(
        "--fresh",
        action="store_true",
        help="before any set-up: no accounts, no login, no publishers",
    )
    add("--repository", type=Path, metavar="PATH", help="work on a copy of this git repository")
    add("-c", dest="command", metavar="COMMAND", help="run this and exit with its status")
    return parser


def _shell(sandbox: Sandbox, command: str | None) -> int:
    bash = str(programs.system("bash"))
    if command is None:
        forms, github = map(sandbox.network.local_url, ("pypi.org", "github.com"))
        welcome = _WELCOME.format(folder=sandbox.folder, local_url=forms, github_url=github)
        print(welcome, flush=True)
        shell = [bash, "--noprofile", "--norc", "-i"]
    else:
        shell = [bash, "--noprofile", "--norc", "-c", command]
    # In the person's own session, so that the shell can use their terminal.
    program = sandbox.programs.start(
        shell, sandbox.environment, sandbox.folder, {0: 0, 1: 1, 2: 2}, own_session=False
    )
    try:
        status = program.wait()
    finally:
        program.close()
        for sentence in _reports(sandbox):
            print(f"tests.sandbox: {sentence}", file=sys.stderr)
    return status if status >= 0 else 128 - status


def _reports(sandbox: Sandbox) -> Iterator[str]:
    """What programs tried outside the sandbox, and errors of the stand-ins."""
    for host in dict.fromkeys(sandbox.blocked_hosts()):
        yield f"a program requested {host}, which is not in the sandbox"
    refused = sandbox.refused_accesses()
    yield from (f"{access}: outside the sandbox" for access in refused[:_MOST])
    if len(refused) > _MOST:
        yield f"and {len(refused) - _MOST} more accesses were refused"
    yield from sandbox.service_errors()


if __name__ == "__main__":
    sys.exit(main())

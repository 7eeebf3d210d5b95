"""Runs the script of one workflow step, taken from the workflow file, without a runner."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.drift.sources import tree

#: GitHub runs a step without `shell:` by `bash -e {0}`; the other options skip start-up files.
#: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
SHELL = ["bash", "--noprofile", "--norc", "-e", "-c"]
FILES = ("ENV", "OUTPUT", "STEP_SUMMARY")


def run_step(
    file: str, job: str, name: str, folder: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Runs the step in the folder, where GITHUB_ENV is the file `ENV`, and so on.

    Programs in `bin` precede the machine's. Of the step's own `env`, values with expressions are
    left out: `variables` give them.
    """
    (step,) = [step for step in tree(file)["jobs"][job]["steps"] if step.get("name") == name]
    fixed = {key: str(text) for key, text in step.get("env", {}).items() if "${{" not in str(text)}
    files = {f"GITHUB_{kind}": str(folder / kind) for kind in FILES}
    environment = {"PATH": f"{folder}/bin:/usr/bin:/bin", **files, **fixed, **variables}
    return subprocess.run(
        [*SHELL, step["run"]], cwd=folder, env=environment, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip

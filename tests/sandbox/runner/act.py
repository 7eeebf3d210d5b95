"""One act process, which runs one attempt of a workflow run."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.confinement.program import Program
from tests.confinement.programs import Programs
from tests.sandbox.command import run
from tests.sandbox.workstation.programs import script


class Act:
    """Runs in a clone of `bare` at `sha`, in `folder`; `close()` removes the folder."""

    def __init__(
        self,
        programs: Programs,
        folder: Path,
        bare: Path,
        sha: str,
        origin: str,
        environment: Mapping[str, str],
    ) -> None:
        self._programs, self.folder, self._environment = programs, folder, environment
        self._program: Program | None = None
        for name in ("tree", "home", "cache"):
            (folder / name).mkdir(parents=True)
        tree = str(folder / "tree")
        clone = ["git", "clone", "-q", "--shared", "--no-checkout", str(bare), tree]
        self._run(*clone)
        self._run("git", "-C", tree, "update-ref", "--no-deref", "HEAD", sha)
        self._run("git", "-C", tree, "remote", "set-url", "origin", origin)

    def _run(self, *command: str) -> None:
        run(command, environment=self._environment)

    def write(self, path: str, text: str) -> None:
        """Write a reusable workflow to `path` in the clone, where act reads it."""
        target = self.folder / "tree" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def start(
        self, event: str, workflow: str, payload: Mapping[str, Any], options: Sequence[str]
    ) -> None:
        (self.folder / "workflow.yml").write_text(workflow)
        (self.folder / "event.json").write_text(json.dumps(payload))
        command = [
            str(script("act")), event, "--json", "--action-offline-mode", "--no-skip-checkout",
            "-P", "ubuntu-latest=-self-hosted", "-W", str(self.folder / "workflow.yml"),
            "-e", str(self.folder / "event.json"), "--no-cache-server",
            "--artifact-server-addr", "127.0.0.1",
            "--action-cache-path", str(self.folder / "cache"), *options,
        ]  # fmt: skip
        self._output, output = os.pipe()
        with open(os.devnull) as nothing:
            descriptors = {0: nothing.fileno(), 1: output, 2: output}
            self._program = self._programs.start(
                command, self._environment, self.folder / "tree", descriptors
            )
        os.close(output)

    def messages(self) -> Iterator[dict[str, Any]]:
        """act's log until it ends; a line that is not JSON becomes `{"fatal": line}`."""
        with open(self._output, "rb") as output:
            for line in output:
                try:
                    yield json.loads(line)
                except ValueError:
                    yield {"fatal": line.decode(errors="replace").strip()}

    def stop(self) -> None:
        """End act and every process of its jobs, which are in other sessions than act."""
        if self._program is not None:
            self._program.end()

    def close(self) -> None:
        if self._program is not None:
            self._program.close()
        shutil.rmtree(self.folder, ignore_errors=True)

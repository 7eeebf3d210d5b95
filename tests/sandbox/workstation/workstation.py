"""The reader's machine: a home, programs, a clone of the repository, a browser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.confinement.programs import Programs
from tests.sandbox.network.network import Network
from tests.sandbox.workstation import home
from tests.sandbox.workstation.browser import Browser


class Workstation:
    """`environment` has all variables of the reader's shell."""

    def __init__(self, root: Path, network: Network) -> None:
        home.lay_out(root)
        self.environment = home.environment(root, network.trust, network.proxy)
        self.browser = Browser(network.proxy, network.client_context())
        #: Starts the reader's programs, which the kernel confines; set when the network is open.
        self.programs: Programs | None = None
        self.uv_cache = root / "home" / ".cache" / "uv"

    def answer(self, prompt: str) -> str | None:
        """What the reader types at a prompt for a token: the API token shown last, if any."""
        return self.browser.shown_token if "token" in prompt.lower() else None

    def job_variables(self) -> dict[str, str]:
        """The part of the environment that a hosted runner has, too: proxy, trust, settings."""
        return home.for_runners(self.environment)

    def run(
        self, folder: Path, command: Sequence[str], variables: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of the reader to its end.

        Raises:
            subprocess.TimeoutExpired: it does not end.
        """
        assert self.programs is not None, "the sandbox is not open"
        environment = {**self.environment, **variables}
        path = shutil.which(command[0], path=environment["PATH"]) or command[0]
        return self.programs.run([path, *command[1:]], environment, folder)

    def close(self) -> None:
        self.browser.close()

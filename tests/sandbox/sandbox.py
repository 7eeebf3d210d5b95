"""One sandbox: the stand-ins, the network, the reader's machine, and snapshots of their state."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from overrides.hooks.facts import Facts
from tests import ROOT
from tests.confinement.confinement import Confinement
from tests.confinement.programs import Programs
from tests.sandbox import abandoned_sandboxes, policies
from tests.sandbox.github.api_call import ResponseCheck
from tests.sandbox.mirror.uv_caches import UvCaches
from tests.sandbox.network.network import Network
from tests.sandbox.preconditions import check_system, checked_facts, refusals_of_the_machine
from tests.sandbox.snapshots import Snapshots
from tests.sandbox.stand_ins import REWRITTEN, StandIns
from tests.sandbox.workstation import repository
from tests.sandbox.workstation.browser import Browser
from tests.sandbox.workstation.set_up import set_up, sign_up
from tests.sandbox.workstation.workstation import Workstation

SEED_SECONDS = 240  # for the first fill of uv's caches, which may fetch wheels from the index


class Sandbox:
    """Opens on construction; `close()` ends its processes and removes its folder.

    `source` is a git repository to copy in place of the specimen; with `facts`, the names of its
    project, as it is. `prepared`: it has a publishing workflow, and there is a clone.
    `check_response` checks all answers of GitHub's API.
    Raises one of `tests.sandbox.preconditions.PROBLEMS`.
    """

    def __init__(
        self,
        source: Path | None = None,
        *,
        facts: Facts | None = None,
        prepared: bool = True,
        cache: Path = ROOT / ".cache",
        check_response: ResponseCheck | None = None,
    ) -> None:
        check_system(sys.platform)
        abandoned_sandboxes.remove_all()
        self.facts = facts or checked_facts()
        self._guest, self._prepared = facts is not None, prepared
        with refusals_of_the_machine():
            self._open(source, cache, check_response)

    def _open(self, source: Path | None, cache: Path, check_response: ResponseCheck | None) -> None:
        # When one part cannot open, the parts that are open are closed.
        with ExitStack() as parts:
            self._open_folder(parts)
            self._open_stand_ins(parts, cache / "index", check_response)
            self._open_workstation(parts, cache / "wheels")
            parts.callback(self.github.runner.close)
            self._open_repository(source)
            self._parts = parts.pop_all()

    def _open_folder(self, parts: ExitStack) -> None:
        self.root = (held := abandoned_sandboxes.new_folder()).path
        parts.callback(held.remove)
        self._confinement = Confinement(self.root, [self.root / name for name in policies.COUNTED])
        #: What the kernel refused to programs since the last call.
        self.refused_accesses = self._confinement.refused
        parts.callback(self._confinement.close)

    def _open_stand_ins(self, parts: ExitStack, index: Path, check: ResponseCheck | None) -> None:
        stand_ins = StandIns(
            self.root, self.facts, index, lambda: self._workstation.job_variables(), check
        )
        self.github, self.indexes = stand_ins.github, stand_ins.indexes
        self.network = Network(self.root, stand_ins.apps(), stand_ins.errors, stand_ins.close)
        parts.callback(self.network.close)
        #: Since the last call: codes of refusals, the stand-ins' own errors, other hosts.
        self.refusals, self.service_errors = stand_ins.refusals, stand_ins.errors.take
        self.blocked_hosts = self.network.blocked_hosts
        #: Projects of the real PyPI of whose releases PyPI's stand-in does not know.
        self.undescribed = stand_ins.undescribed
        self.refused, self.github.runner.port = stand_ins.refused, self.network.port
        folders = ("home", "work", *stand_ins.folders)
        self._snapshots = Snapshots(self.root, folders, stand_ins.state, stand_ins.set_state)

    def _open_workstation(self, parts: ExitStack, store: Path) -> None:
        self._workstation = Workstation(self.root, self.network)
        self.github.device_login.on_code = self._workstation.browser.type_device_code
        parts.callback(self._workstation.close)
        self.answer = self._workstation.answer
        caches = self._workstation.uv_cache, self.github.uv_cache, self.facts.package
        self._caches = UvCaches(store, *caches, REWRITTEN, guest=self._guest)
        parts.callback(self._caches.close)
        self.environment["UV_LINK_MODE"] = self._caches.link_mode(self.root)
        ports = self.network.port, self.network.proxy_port
        reader, jobs = policies.both(self.root, store, ports, guest=self._guest)
        self.programs = self._workstation.programs = Programs(self._confinement, reader)
        self.github.runner.programs = Programs(self._confinement, jobs)

    def _open_repository(self, source: Path | None) -> None:
        self.folder = self.root / "work" / self.facts.repository
        bare = self.github.bare.folder
        with ThreadPoolExecutor() as threads:  # git runs in other processes meanwhile.
            seeding = threads.submit(self._caches.seed)
            kind = {"prepared": self._prepared, "as_it_is": self._guest}
            repository.publish(bare, self.environment, source, **kind)
            if self._prepared:
                repository.clone(bare, self.folder, self.facts.slug, self.environment)
            seeding.result(SEED_SECONDS)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the reader's shell."""
        return self._workstation.environment

    @property
    def browser(self) -> Browser:
        """The reader's browser, logged in at GitHub."""
        return self._workstation.browser

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the reader in the clone; `variables` come after the reader's own."""
        return self._workstation.run(self.folder, command, variables)

    def set_up(self, *, accounts_only: bool = False) -> None:
        """Make what the guide sets up: accounts and a login, then publishers and environments."""
        sign_up(self.browser, self.facts, self.root, self.github.device_login.new_token())
        if not accounts_only:
            set_up(self.browser, self.facts)

    def secrets(self) -> list[str]:
        return list(filter(None, [*self.github.state.tokens, *self.browser.shown_tokens]))

    def save(self, key: str) -> None:
        """Save the state under `key`, after the runs that wait for no reviewer have ended."""
        self.github.runner.settle()
        self._snapshots.save(key)

    def restore(self, key: str) -> bool:
        """False when no state was saved under `key`."""
        self.github.runner.close()
        with self._caches.kept_by_restore():
            return self._snapshots.restore(key)

    def close(self) -> None:
        self._parts.close()

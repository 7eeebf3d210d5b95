"""The sandbox that is made from a repository: its names, and accounts on both indexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from packaging.utils import canonicalize_name

from overrides.hooks.facts import Facts, Workflow
from tests.preflight.packages import Package
from tests.preflight.target import Target
from tests.sandbox.pypi import PYPI, TESTPYPI
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.home import TEAM, log_in
from tests.sandbox.workstation.set_up import register


@contextmanager
def opened(target: Target, packages: Sequence[Package], file: str) -> Iterator[Sandbox]:
    """A sandbox with the repository at github.com; raises PROBLEMS of its own."""
    sandbox = Sandbox(target.copy, facts=_facts(target, packages, file))
    try:
        sandbox.github.state.default_branch = target.branch
        # `--existing` and `--has` say what there is; twine asks before it skips a file.
        sandbox.undescribed.update(canonicalize_name(each.name) for each in packages)
        log_in(sandbox.root, sandbox.github.device_login.new_token())
        for site in (PYPI, TESTPYPI):
            register(sandbox.browser, site.domain)
        yield sandbox
    finally:
        sandbox.close()


def _facts(target: Target, packages: Sequence[Package], file: str) -> Facts:
    name = packages[0].name if packages else target.repository
    workflow = Workflow(file, file, (), {"PACKAGE_NAME": name}, {}, ())
    url = f"https://github.com/{target.slug}"
    return Facts(target.owner, target.repository, url, url, workflow, name, TEAM)

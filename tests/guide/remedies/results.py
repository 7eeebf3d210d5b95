"""Checks of what else a reader gets: distributions, an installation, a protected environment."""

from __future__ import annotations

import re
import zipfile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from overrides.hooks.facts.identity import identity_of
from overrides.hooks.facts.package_names import distribution
from tests.guide.remedies.remedy import Check, Judge
from tests.sandbox.sandbox import Sandbox

_REHEARSAL = ".rehearsal"


def built(*, version: str = "", member: str = "", after: tuple[str, ...] = ()) -> Check:
    """dist/ has a wheel of the version, with the member in it; `{module}` is the package's."""

    def begin(sandbox: Sandbox) -> Judge:
        names = identity_of(sandbox.facts)
        stem = f"{distribution(sandbox.facts.package)}-{version}" + ("-" if version else "")
        return lambda: _not_built(sandbox, stem, names.filled(member))

    return Check(begin, after, ("dist",))


def installed(
    environment: str = _REHEARSAL,
    version: str = "",
    *,
    after: tuple[str, ...] = ("publish/dispatch.md",),
) -> Check:
    """A virtual environment has the project, of that version, and all that it depends on."""

    def begin(sandbox: Sandbox) -> Judge:
        return lambda: _not_installed(sandbox, environment, version)

    return Check(begin, after, (environment,))


def protected() -> Check:
    """The environment for PyPI has reviewers, and admits tags `v*` only."""

    def begin(sandbox: Sandbox) -> Judge:
        name = sandbox.facts.pypi_environment.lower()  # as GitHub compares them

        def judge() -> str | None:
            environment = sandbox.github.state.environments[name]
            patterns = [(rule.kind, rule.name) for rule in environment.patterns]
            if not environment.reviewers:
                return f"nobody has to approve a run in `{name}`"
            if environment.policy != "custom" or patterns != [("tag", "v*")]:
                return f"`{name}` admits other refs than tags `v*`"
            return None

        return judge

    return Check(begin, ("setup/environments.md",), ("api.github.com",))


def _not_built(sandbox: Sandbox, stem: str, member: str) -> str | None:
    wheels = sorted((sandbox.folder / "dist").glob(f"{stem}*.whl"))
    if not wheels:
        return f"dist/ has no {stem}….whl"
    with zipfile.ZipFile(wheels[-1]) as wheel:
        return None if not member or member in wheel.namelist() else f"no wheel has {member}"


def _not_installed(sandbox: Sandbox, environment: str, version: str) -> str | None:
    infos = sorted((sandbox.folder / environment).glob("lib/python*/site-packages/*.dist-info"))
    found = {canonicalize_name(info.name.split("-")[0]): info for info in infos}
    own = found.get(canonicalize_name(sandbox.facts.package))
    if own is None:
        return f"{environment} has no {sandbox.facts.package}"
    text = (own / "METADATA").read_text(encoding="utf-8")
    if version and f"\nVersion: {version}\n" not in text:
        return f"{environment} has no {sandbox.facts.package} {version}"
    for line in re.findall(r"^Requires-Dist: (.*)$", text, re.MULTILINE):
        wanted = Requirement(line)
        if not wanted.marker and canonicalize_name(wanted.name) not in found:
            return f"{environment} has no {wanted.name}, which the project needs"
    return None

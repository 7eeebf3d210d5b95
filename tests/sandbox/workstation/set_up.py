"""The accounts, publishers and environments that the guide sets up, made by the same forms."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from overrides.hooks.facts import Environment, Facts
from tests.sandbox.workstation.browser import Browser
from tests.sandbox.workstation.home import LOGIN, TEAM, log_in

Fields = dict[str, str]
#: The forms by which an account gets ready, in their order.
_ACCOUNT: tuple[tuple[str, Fields], ...] = (
    ("/account/register/", {"Email address": "maintainer@example.org", "Username": LOGIN}),
    ("/manage/unverified-account/", {}),
    ("/manage/account/recovery-codes/generate", {}),
    ("/manage/account/recovery-codes/burn", {"Enter recovery code": "0123456789abcdef"}),
    ("/manage/account/totp-provision", {"Verify application": "000000"}),
)
#: The protection of the environment for releases.
_PROTECTION = {
    "Allow administrators to bypass configured protection rules": "off",
    "Deployment branches and tags": "Selected branches and tags",
    "Ref type": "Tag",
    "Name pattern": "v*",
}
#: The ruleset for release tags.
_RULESET = {
    "Ruleset Name": "Release tags", "Enforcement status": "Active", "Target tags": "v*",
    "Restrict creations": "on", "Restrict updates": "on", "Restrict deletions": "on",
}  # fmt: skip


class SetUpError(RuntimeError):
    """A form refused the values that the guide gives."""


def sign_up(browser: Browser, facts: Facts, root: Path, token: str) -> None:
    """Register an account on each index, verified and with a second factor; log gh in.

    `token` is the one that gh gets in the sandbox at `root`.
    """
    log_in(root, token)
    for host in dict.fromkeys(map(_host, facts.workflow.environments)):
        register(browser, host)


def register(browser: Browser, host: str) -> None:
    """Register an account on an index, verified and with a second factor."""
    for path, fields in _ACCOUNT:
        _submit(browser, f"https://{host}{path}", fields)


def set_up(browser: Browser, facts: Facts) -> None:
    """Create each environment of publish.yml, and register a pending publisher for it.

    The environment whose index is not TestPyPI is protected, and so are the tags.
    """
    team = f"{facts.owner}/{TEAM}"
    for environment in facts.workflow.environments:
        _submit(browser, *_publisher(facts, environment))
        _submit(browser, f"{facts.repo_url}/settings/environments/new", {"Name": environment.name})
        if not _is_test(_host(environment)):
            _submit(browser, browser.address, {"Required reviewers": team, **_PROTECTION})
    rules = f"{facts.repo_url}/settings/rules/new?target=tag"
    _submit(browser, rules, {"Bypass list": team, **_RULESET})


def _host(environment: Environment) -> str:
    return urlsplit(environment.url or "").hostname or "pypi.org"


def _is_test(host: str) -> bool:
    return host.startswith("test.")


def _publisher(facts: Facts, environment: Environment) -> tuple[str, Fields]:
    host = _host(environment)
    site = "TestPyPI" if _is_test(host) else "PyPI"
    fields = {
        f"{site} Project Name": facts.package, "Owner": facts.owner,
        "Repository name": facts.repository, "Workflow name": facts.workflow.file,
        "Environment name": environment.name,
    }  # fmt: skip
    return f"https://{host}/manage/account/publishing/", fields


def _submit(browser: Browser, url: str, fields: Fields) -> None:
    errors = browser.submit(url, fields)
    if errors:
        raise SetUpError(f"{url}: {'; '.join(errors)}")

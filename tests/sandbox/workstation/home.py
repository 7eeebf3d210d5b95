"""The reader's HOME and environment: a git identity, a gh that is not logged in, nothing else."""

from __future__ import annotations

import os
from pathlib import Path

from tests.sandbox.workstation import programs

#: The reader's login, an administrator of the repository.
LOGIN = "hostfactory-maintainer"
#: The team of the repository's owner whose members approve releases.
TEAM = "hostfactory-release"
MAIL = f"{LOGIN}@users.noreply.github.com"

#: The only variables that the sandbox inherits from the machine.
_INHERITED = ("TZ",)
#: Prefixes of the names of variables that a hosted runner does not have.
_READER_ONLY = ("GH_", "PIP_REQUIRE", "HOME", "COLUMNS", "PS1", "NO_COLOR")


def environment(root: Path, trust: dict[str, str], proxy: str) -> dict[str, str]:
    """The whole environment of a shell in the sandbox at `root`."""
    home = root / "home"
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return {
        **kept, **trust,
        "HOME": str(home), "PATH": f"{root / 'bin'}:{home}/.local/bin:/usr/local/bin:/usr/bin:/bin",
        "TMPDIR": str(root / "tmp"), "USER": LOGIN, "LOGNAME": LOGIN, "SHELL": "/bin/bash",
        "LANG": "C.UTF-8", "TERM": "xterm-256color", "NO_COLOR": "1", "COLUMNS": "120",
        "PAGER": "cat", "GIT_PAGER": "cat", "GH_PAGER": "cat", "PS1": "$ ",
        "HTTPS_PROXY": proxy, "HTTP_PROXY": proxy, "https_proxy": proxy, "http_proxy": proxy,
        "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost",
        # Without these, clients request other hosts or read the machine's settings.
        "GH_TELEMETRY": "0", "DO_NOT_TRACK": "1", "GH_NO_UPDATE_NOTIFIER": "1",
        "GH_NO_EXTENSION_UPDATE_NOTIFIER": "1", "GH_PROMPT_DISABLED": "1",
        "GH_SPINNER_DISABLED": "1", "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
        "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_REQUIRE_VIRTUALENV": "1", "PIP_PROGRESS_BAR": "off", "UV_NO_PROGRESS": "1",
        "UV_NO_SYSTEM_CONFIG": "1", "UV_PYTHON_DOWNLOADS": "never",
        # Not the wrapper script on the PATH: uv caches an interpreter's properties by its path.
        "UV_PYTHON": str(programs.base_interpreter()),
        # curl also looks in the home that the system has for the user; here it finds a file first.
        "CURL_HOME": str(root / "bin"),
        # The PATH of a job on a runner of the reader's own.
        "SANDBOX_OWN_MACHINE": str(root / "bin" / programs.OWN_MACHINE),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }  # fmt: skip


def for_runners(environment: dict[str, str]) -> dict[str, str]:
    """The part of the reader's `environment` that a hosted runner has, too."""
    return {k: v for k, v in environment.items() if not k.startswith(_READER_ONLY)}


def lay_out(root: Path) -> None:
    """Write HOME and the links to the programs."""
    for name in ("home", "tmp", "work"):
        (root / name).mkdir(parents=True)
    programs.fill(root / "bin")
    helper = '!"$(command -v gh)" auth git-credential'
    (root / "home" / ".gitconfig").write_text(
        f"[user]\n\tname = Hostfactory Maintainer\n\temail = {MAIL}\n"
        "[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n"
        f'[credential "https://github.com"]\n\thelper =\n\thelper = {_quoted(helper)}\n'
    )


def log_in(root: Path, token: str) -> None:
    """Write what `gh auth login` writes when it has got `token`."""
    configuration = root / "home" / ".config" / "gh"
    configuration.mkdir(parents=True, exist_ok=True)
    hosts = configuration / "hosts.yml"
    hosts.write_text(
        f"github.com:\n    users:\n        {LOGIN}:\n            oauth_token: {token}\n"
        f"    git_protocol: https\n    oauth_token: {token}\n    user: {LOGIN}\n"
    )
    hosts.chmod(0o600)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'

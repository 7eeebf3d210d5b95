"""The reader's machine: a HOME of its own, a clean environment, a logged-in gh, a git identity."""

from __future__ import annotations

import os
from pathlib import Path

from tests.sandbox.workstation import programs

#: The person at the keyboard, an administrator of the repository.
LOGIN = "hostfactory-maintainer"
MAIL = f"{LOGIN}@users.noreply.github.com"

#: Taken over from the machine: where it keeps its clock and its words.
_INHERITED = ("TZ",)


def environment(root: Path, trust: dict[str, str], proxy: str) -> dict[str, str]:
    """The whole environment of a shell; nothing of the machine's own shines through."""
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
        # What would ask others, or look into the machine's own settings.
        "GH_TELEMETRY": "0", "DO_NOT_TRACK": "1", "GH_NO_UPDATE_NOTIFIER": "1",
        "GH_NO_EXTENSION_UPDATE_NOTIFIER": "1", "GH_PROMPT_DISABLED": "1",
        "GH_SPINNER_DISABLED": "1", "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
        "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_REQUIRE_VIRTUALENV": "1", "PIP_PROGRESS_BAR": "off", "UV_NO_PROGRESS": "1",
        "UV_NO_SYSTEM_CONFIG": "1", "UV_PYTHON_DOWNLOADS": "never",
        # The interpreter itself, not the wrapper on the PATH: uv remembers what that has answered.
        "UV_PYTHON": str(programs.base_interpreter()),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }  # fmt: skip


def lay_out(root: Path, token: str) -> None:
    """Lay out HOME and the programs; `token` is the one that `gh auth login` would have left."""
    for name in ("home", "tmp", "work", "services"):
        (root / name).mkdir(parents=True)
    programs.fill(root / "bin")
    configuration = root / "home" / ".config" / "gh"
    configuration.mkdir(parents=True)
    hosts = configuration / "hosts.yml"
    hosts.write_text(
        f"github.com:\n    users:\n        {LOGIN}:\n            oauth_token: {token}\n"
        f"    git_protocol: https\n    oauth_token: {token}\n    user: {LOGIN}\n"
    )
    hosts.chmod(0o600)
    (configuration / "config.yml").write_text("version: 1\ngit_protocol: https\n")
    helper = '!"$(command -v gh)" auth git-credential'
    (root / "home" / ".gitconfig").write_text(
        f"[user]\n\tname = Hostfactory Maintainer\n\temail = {MAIL}\n"
        "[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n"
        f'[credential "https://github.com"]\n\thelper =\n\thelper = {_quoted(helper)}\n'
    )


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'

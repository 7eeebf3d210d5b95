"""Which commands and actions upload to an index, and to which one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from tests.preflight.static.shell_words import Command

Index = Literal["pypi", "testpypi", "other"]

ACTION = "pypa/gh-action-pypi-publish"
#: The commands that upload, by program.
_UPLOADS = {
    "twine": ("upload",), "uv": ("publish",), "hatch": ("publish",), "flit": ("publish",),
    "pdm": ("publish",), "poetry": ("publish",), "maturin": ("publish", "upload"),
    "rye": ("publish",), "setup.py": ("upload",),
}  # fmt: skip
#: Programs whose words are no command.
_TALK = {"echo", "printf", "gh", "git", "grep", "sed", "test", "[", "cat", "which", "command"}
#: The options that name an index or its address.
_OPTIONS = (
    "--repository", "-r", "--repo", "--repository-url", "--publish-url", "--index", "--index-url",
)  # fmt: skip
#: The variables that name an index or its address, by program.
_VARIABLES = {
    "twine": ("TWINE_REPOSITORY_URL", "TWINE_REPOSITORY"),
    "uv": ("UV_PUBLISH_URL", "UV_PUBLISH_INDEX"),
    "hatch": ("HATCH_INDEX_REPO",),
    "flit": ("FLIT_INDEX_URL",),
    "pdm": ("PDM_PUBLISH_REPO",),
    "maturin": ("MATURIN_REPOSITORY_URL", "MATURIN_REPOSITORY"),
}
#: Names of indexes that programs know by themselves, or that people give in `pyproject.toml`.
_NAMES: dict[str, Index] = {
    "pypi": "pypi", "main": "pypi", "testpypi": "testpypi", "test": "testpypi",
    "test-pypi": "testpypi", "test_pypi": "testpypi", "pypitest": "testpypi",
}  # fmt: skip
_HOSTS: dict[str, Index] = {
    "upload.pypi.org": "pypi", "pypi.org": "pypi", "pypi.python.org": "pypi",
    "test.pypi.org": "testpypi",
}  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """`tool` is a program, or an action's `owner/name`; the index is None where a run decides."""

    tool: str
    index: Index | None
    token: bool = False
    place: tuple[str, int] | None = None


def named(value: str | None) -> Index | None:
    """The index of a name or an address; None for what only a run knows."""
    if value is None or "${" in value or value.startswith("$"):
        return None
    text = value.strip().lower()
    if "://" in text:
        host = re.sub(r"^\w+://(?:[^@/]*@)?([^/:]*).*", r"\1", text)
        return _HOSTS.get(host, "other")
    return _NAMES.get(text, "other")


def program(command: Command) -> str | None:
    """The program of an upload: `twine` of `python -m twine upload`, None for other commands."""
    words = [word or "" for word in command.words]
    if not words or PurePosixPath(words[0]).name in _TALK:
        return None
    for place, word in enumerate(words):
        name = re.split(r"[@=\[]", PurePosixPath(word).name)[0]
        for later in words[place + 1 :] if name in _UPLOADS else ():
            if later in _UPLOADS[name]:
                return name.removesuffix(".py").replace("setup", "setuptools")
            # `setup.py sdist upload` runs its commands one after another.
            if not later.startswith("-") and name != "setup.py":
                break
    return None


def of_command(
    repository: Path, command: Command, variables: Mapping[str, str],
    resolve: Callable[[str], str | None],
) -> Upload | None:  # fmt: skip
    """The upload of a command. `variables` are the step's; `resolve` evaluates expressions."""
    tool = program(command)
    if tool is None:
        return None
    own = {name: value for name, value in command.assignments if value is not None}
    given: dict[str, str | None] = {name: resolve(value) for name, value in variables.items()}
    given |= own
    index: Index | None = "pypi"
    values = [given[name] for name in reversed(_VARIABLES.get(tool, ())) if name in given]
    values += _options(command)
    if values:
        index = _declared(repository, values[-1]) or named(values[-1])
    secret = re.compile(r"PASSWORD|TOKEN|API_KEY|_AUTH")
    names = {name for name in given if name.startswith((tool.upper(), "HATCH_INDEX", "FLIT"))}
    words = [word for word in command.words if word]
    token = any(secret.search(name) for name in names) or any(
        word in ("-p", "--password", "--token", "--auth", "-t") for word in words
    )
    return Upload(tool, index, token, (command.path, command.line) if command.path else None)


def _options(command: Command) -> list[str | None]:
    values: list[str | None] = []
    for word, value in zip(command.words, (*command.words[1:], None), strict=True):
        name, equals, rest = (word or "").partition("=")
        if name in _OPTIONS:
            values.append(rest if equals else value)
    return values


def _declared(repository: Path, name: str | None) -> Index | None:
    """The index with this name in `[[tool.uv.index]]` or `[tool.pdm.publish]`."""
    try:
        tree = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    for each in tree.get("tool", {}).get("uv", {}).get("index", []):
        if each.get("name") == name and "publish-url" in each:
            return named(str(each["publish-url"]))
    return None


def of_action(uses: str, inputs: Mapping[str, str | None]) -> Upload | None:
    """The upload of an action; an input that only a run knows is None."""
    name = uses.partition("@")[0]
    if name.lower() == ACTION:
        given = [inputs[key] for key in ("repository-url", "repository_url") if key in inputs]
        empty = not given or given[0] == ""
        return Upload(ACTION, "pypi" if empty else named(given[0]), "password" in inputs)
    if name.lower() == "pyo3/maturin-action" and inputs.get("command") in ("upload", "publish"):
        return Upload("maturin", "pypi")
    return None

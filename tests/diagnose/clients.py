"""The clients that publish Python packages, and how each of them is told to publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

#: pdm 2.29 calls what hishel 2 no longer has.
_PDM = "uvx --offline -q --with 'hishel<2' pdm"
#: Clients with no Trusted Publishing of their own, and those that take only distributions.
_TOKENS_ONLY = frozenset({"no-permission"})
_ONLY_DISTRIBUTIONS = frozenset({"stray-file"})
#: hatch 1.18 uploads without the proxy that the environment names, the sandbox's only road.
_NEEDS_A_PROXY = frozenset(
    {"unknown-token", "outage", "uploads-off", "file-exists", "others-project"}
)


@dataclass(frozen=True)
class Client:
    """`publish` runs in `folder`; `commands` are other commands by situation.

    `login` gives the variables that hold a token. `never` are the situations that the client cannot
    meet, and `pages` the pages of situations that it describes in other words.
    """

    name: str
    program: str
    publish: str
    login: Callable[[str], dict[str, str]]
    folder: str = "hatchling"
    commands: Mapping[str, str] = field(default_factory=dict)
    never: frozenset[str] = frozenset()
    pages: Mapping[str, str] = field(default_factory=dict)


def _named(user: str, password: str) -> Callable[[str], dict[str, str]]:
    return lambda token: {user: "__token__", password: token}


CLIENTS = (
    Client(
        "uv",
        "uv",
        "uv publish dist/*",
        lambda token: {"UV_PUBLISH_TOKEN": token},
        commands={
            "no-permission": "uv publish --trusted-publishing always dist/*",
            "stray-file": "uv publish dist/notes.txt",
            "no-files": "uv publish",
        },
        pages={"stray-file": "no-dist-files"},
    ),
    Client(
        "twine",
        "uvx --offline -q twine",
        "uvx --offline -q twine upload --non-interactive dist/*",
        _named("TWINE_USERNAME", "TWINE_PASSWORD"),
    ),
    Client(
        "pdm",
        _PDM,
        f"{_PDM} publish --no-build",
        _named("PDM_PUBLISH_USERNAME", "PDM_PUBLISH_PASSWORD"),
    ),
    Client(
        "poetry",
        "uvx --offline -q poetry",
        "uvx --offline -q poetry publish -n",
        lambda token: {"POETRY_PYPI_TOKEN_PYPI": token},
        never=_TOKENS_ONLY | _ONLY_DISTRIBUTIONS,
        pages={"no-credentials": "invalid-auth"},
    ),
    Client(
        "hatch",
        "uvx --offline -q hatch",
        "uvx --offline -q hatch publish -n",
        _named("HATCH_INDEX_USER", "HATCH_INDEX_AUTH"),
        never=_TOKENS_ONLY | _ONLY_DISTRIBUTIONS | _NEEDS_A_PROXY,
    ),
    Client(
        "flit",
        "uvx --offline -q flit",
        "uvx --offline -q flit publish",
        _named("FLIT_USERNAME", "FLIT_PASSWORD"),
        folder="flit_core",
        never=_TOKENS_ONLY | {"stray-file", "no-files"},
    ),
    Client(
        "maturin",
        "uvx --offline -q maturin",
        "uvx --offline -q maturin upload --non-interactive dist/*",
        lambda token: {"MATURIN_PYPI_TOKEN": token},
        never=_TOKENS_ONLY,
    ),
)

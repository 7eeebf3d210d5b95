"""Replaces the root of trust in a client's files with the sandbox's.

No client reads another root from an environment variable. The files are the trust data of the
`sigstore` package (installed, or in the wheel that the index serves) and the roots embedded in gh.
No client's code is changed.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

_STORE = "sigstore/_store/https%3A%2F%2Ftuf-repo-cdn.sigstore.dev/"
_ROOT = re.compile(rb'\{\s*"signatures"\s*:\s*\[')


class Trust(Protocol):
    """The data of a Sigstore instance that its clients need."""

    root_json: bytes
    trusted_root: bytes
    signing_config: bytes


def _files(trust: Trust) -> dict[str, bytes]:
    """The TUF root, and the two targets that an offline client reads, by their paths."""
    return {
        f"{_STORE}root.json": trust.root_json,
        f"{_STORE}trusted_root.json": trust.trusted_root,
        f"{_STORE}signing_config.v0.2.json": trust.signing_config,
    }


def swap_environment(site_packages: Path, trust: Trust) -> None:
    """Make the sigstore installed in `site_packages` trust the sandbox's instance."""
    for name, data in _files(trust).items():
        target = site_packages / name
        if not target.exists():
            raise FileNotFoundError(_missing(str(site_packages), name))
        # The file may be a hard link into the installer's cache: replace it, do not overwrite it.
        replacement = target.with_name(f"{target.name}.sandbox")
        replacement.write_bytes(data)
        os.replace(replacement, target)


def swap_wheel(wheel: bytes, trust: Trust) -> bytes:
    """The wheel of sigstore with the sandbox's trust data and a RECORD that matches."""
    files, out = _files(trust), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wheel)) as old, zipfile.ZipFile(out, "w") as new:
        if missing := files.keys() - set(old.namelist()):
            raise ValueError(_missing("wheel of sigstore", min(missing)))
        for member in old.infolist():
            data = files.get(member.filename, old.read(member))
            if member.filename.endswith(".dist-info/RECORD"):
                data = _record(data.decode(), files)
            new.writestr(member, data)
    return out.getvalue()


def _missing(where: str, name: str) -> str:
    return f"{where}: no {name}; adapt trust_swap.py to this version of sigstore"


def _record(record: str, files: Mapping[str, bytes]) -> bytes:
    rows = csv.reader(record.splitlines())
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [name, *record_of(files[name])] if name in files else [name, *rest] for name, *rest in rows
    )
    return out.getvalue().encode()


def record_of(data: bytes) -> tuple[str, int]:
    """A RECORD's digest and size, in bytes."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    return f"sha256={digest}", len(data)


def swap_gh(binary: Path, target: Path, trust: Trust) -> None:
    """Copy gh to `target` with each embedded TUF root overwritten and padded with spaces."""
    program = bytearray(binary.read_bytes())
    spans = list(_embedded_roots(program))
    if not spans:
        raise ValueError(f"{binary}: no TUF root is embedded; use a gh that has one")
    for start, end in spans:
        program[start:end] = trust.root_json.ljust(end - start)
    target.write_bytes(program)
    target.chmod(0o755)


def _embedded_roots(program: bytearray) -> list[tuple[int, int]]:
    spans = []
    for found in _ROOT.finditer(program):
        text = program[found.start() : found.start() + 65_536].decode("latin-1")
        metadata, length = json.JSONDecoder().raw_decode(text)
        if metadata["signed"]["_type"] == "root":
            spans.append((found.start(), found.start() + length))
    return spans

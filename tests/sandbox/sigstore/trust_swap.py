"""The one place where a client's root of trust is exchanged for the sandbox's.

No client takes another root by a variable, so: one data file in the `sigstore` package (in an
installed environment, or in the wheel that the index serves), the roots that gh carries, and the
verifier that the index asks. No line of any client's code is changed.
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
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import TYPE_CHECKING, Any, Protocol

from tests.sandbox.sigstore.trust_config import trust_config

if TYPE_CHECKING:
    from pypi_attestations import Attestation, Distribution, Publisher

    Verify = Callable[[Attestation, Publisher, Distribution], tuple[str, dict[str, Any] | None]]

_STORE = "sigstore/_store/https%3A%2F%2Ftuf-repo-cdn.sigstore.dev/"
_ROOT = re.compile(rb'\{\s*"signatures"\s*:\s*\[')


class Trust(Protocol):
    """What a client must know of an instance."""

    root_json: bytes
    trusted_root: bytes
    signing_config: bytes


def _files(trust: Trust) -> dict[str, bytes]:
    """The root, and the two targets that an offline client reads beside it."""
    return {
        f"{_STORE}root.json": trust.root_json,
        f"{_STORE}trusted_root.json": trust.trusted_root,
        f"{_STORE}signing_config.v0.2.json": trust.signing_config,
    }


def swap_environment(site_packages: Path, trust: Trust) -> None:
    """Make the sigstore installed in `site_packages` trust the sandbox."""
    for name, data in _files(trust).items():
        target = site_packages / name
        if not target.exists():
            raise FileNotFoundError(f"{site_packages}: no {name}: this sigstore keeps it elsewhere")
        # An installer may have linked the file to its cache: replace the name, not the content.
        fresh = target.with_name(f"{target.name}.sandbox")
        fresh.write_bytes(data)
        os.replace(fresh, target)


def swap_wheel(wheel: bytes, trust: Trust) -> bytes:
    """The same wheel of sigstore with the sandbox's root in it, its RECORD in order."""
    files, out = _files(trust), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wheel)) as old, zipfile.ZipFile(out, "w") as new:
        if missing := files.keys() - set(old.namelist()):
            raise ValueError(f"sigstore's wheel: no {min(missing)}: it keeps its root elsewhere")
        for member in old.infolist():
            data = files.get(member.filename, old.read(member))
            if member.filename.endswith(".dist-info/RECORD"):
                data = _record(data.decode(), files)
            new.writestr(member, data)
    return out.getvalue()


def _record(record: str, files: Mapping[str, bytes]) -> bytes:
    rows = csv.reader(record.splitlines())
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [name, *record_of(files[name])] if name in files else [name, *rest] for name, *rest in rows
    )
    return out.getvalue().encode()


def record_of(data: bytes) -> tuple[str, int]:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    return f"sha256={digest}", len(data)


def swap_gh(binary: Path, target: Path, trust: Trust) -> None:
    """Copy gh to `target`, each TUF root embedded in it overwritten and padded with blanks."""
    program = bytearray(binary.read_bytes())
    spans = list(_embedded_roots(program))
    if not spans:
        raise ValueError(f"{binary}: no TUF root is embedded in this gh")
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


def verifier(trust: Trust) -> Verify:
    """`Attestation.verify` as PyPI calls it, with the sandbox's root in place of production's.

    It takes no trust root and builds `Verifier.production()` itself. So the method's own code
    runs over a copy of its namespace in which that name gives a `Verifier` of this instance:
    nothing in the library is altered, and every check and word stays the library's.
    """
    from pypi_attestations import Attestation
    from sigstore.models import ClientTrustConfig
    from sigstore.verify import Verifier

    config = trust_config(trust.trusted_root, trust.signing_config)
    ours = Verifier(trusted_root=ClientTrustConfig.from_json(config.decode()).trusted_root)
    real = Attestation.verify
    names = {**real.__globals__, "Verifier": SimpleNamespace(production=lambda offline: ours)}
    verify = FunctionType(real.__code__, names, real.__name__, real.__defaults__, real.__closure__)
    verify.__kwdefaults__ = real.__kwdefaults__
    return lambda attestation, publisher, dist: verify(attestation, publisher, dist, offline=True)

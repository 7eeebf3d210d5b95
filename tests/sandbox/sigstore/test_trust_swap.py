"""The trust swap, which changes the files with the trust root and no others."""

from __future__ import annotations

import io
import json
import os
import subprocess
import time
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.sandbox.sigstore import Sigstore, trust_swap
from tests.sandbox.workstation.programs import script

STORE = "sigstore/_store/https%3A%2F%2Ftuf-repo-cdn.sigstore.dev"
SWAPPED = {
    f"{STORE}/{name}" for name in ("root.json", "trusted_root.json", "signing_config.v0.2.json")
}


@pytest.fixture(scope="module")
def sigstore() -> Sigstore:
    return Sigstore(lambda: (), time.time)


@pytest.fixture(scope="module")
def wheel() -> bytes:
    """A wheel of the installed sigstore."""
    installed, packed = distribution("sigstore"), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in installed.files or ():
            if ".." not in path.parts and path.suffix != ".pyc" and Path(path.locate()).exists():
                archive.writestr(str(path), path.read_binary())
    return packed.getvalue()


def test_a_swapped_wheel_differs_in_four_files(wheel: bytes, sigstore: Sigstore) -> None:
    """Three files of the trust root, and the RECORD with their digests."""
    before = zipfile.ZipFile(io.BytesIO(wheel))
    after = zipfile.ZipFile(io.BytesIO(trust_swap.swap_wheel(wheel, sigstore)))
    assert before.namelist() == after.namelist()
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert {name for name in changed if not name.endswith("/RECORD")} == SWAPPED
    assert after.read(f"{STORE}/root.json") == sigstore.root_json


def test_a_swapped_wheel_installs(wheel: bytes, sigstore: Sigstore, tmp_path: Path) -> None:
    """uv installs it, and its RECORD has the right digests and sizes."""
    name = f"sigstore-{distribution('sigstore').version}-py3-none-any.whl"
    (tmp_path / name).write_bytes(trust_swap.swap_wheel(wheel, sigstore))
    target = tmp_path / "site-packages"
    install = ["pip", "install", "--offline", "--no-deps", "--target", str(target), name]
    subprocess.run([str(script("uv")), "-q", *install], cwd=tmp_path, check=True, timeout=120)
    (record,) = target.glob("sigstore-*.dist-info/RECORD")
    lines = [line for line in record.read_text().splitlines() if line.startswith(STORE)]
    for line in lines:
        path, digest, size = line.split(",")
        data = (target / path).read_bytes()
        assert (digest, int(size)) == trust_swap.record_of(data)
    assert {line.split(",")[0] for line in lines} == SWAPPED


def test_a_swap_does_not_change_the_installers_cache(sigstore: Sigstore, tmp_path: Path) -> None:
    """An installed file may be a hard link to the cache, whose content must stay."""
    store, cache = tmp_path / STORE, tmp_path / "cache"
    store.mkdir(parents=True)
    for name in SWAPPED:
        (tmp_path / name).write_text("production's")
    os.link(store / "root.json", cache)
    trust_swap.swap_environment(tmp_path, sigstore)
    assert (store / "root.json").read_bytes() == sigstore.root_json
    assert cache.read_text() == "production's"
    assert {path.name for path in store.iterdir()} == {Path(name).name for name in SWAPPED}


def test_a_client_without_the_expected_files_is_an_error(
    sigstore: Sigstore, tmp_path: Path
) -> None:
    cause = "no sigstore/_store/.*; adapt trust_swap.py to this version of sigstore"
    with pytest.raises(FileNotFoundError, match=f"{tmp_path}: {cause}"):
        trust_swap.swap_environment(tmp_path, sigstore)
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    with pytest.raises(ValueError, match=f"wheel of sigstore: {cause}"):
        trust_swap.swap_wheel(empty.getvalue(), sigstore)
    (tmp_path / "gh").write_bytes(b"a program")
    with pytest.raises(ValueError, match="gh: no TUF root is embedded; use a gh that has one"):
        trust_swap.swap_gh(tmp_path / "gh", tmp_path / "out", sigstore)


def public_keys(sigstore: Sigstore) -> set[str]:
    trusted = json.loads(sigstore.trusted_root)
    logs = {log["publicKey"]["rawBytes"] for log in trusted["tlogs"] + trusted["ctlogs"]}
    return logs | set(json.loads(sigstore.root_json)["signed"]["keys"])


def test_two_instances_share_no_key(sigstore: Sigstore) -> None:
    """The clients of one sandbox therefore refuse the signatures of another."""
    other = Sigstore(lambda: (), time.time)
    assert len(public_keys(other)) == 3
    assert public_keys(other).isdisjoint(public_keys(sigstore))

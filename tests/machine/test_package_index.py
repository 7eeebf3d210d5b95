"""The index that a machine's settings name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.machine.index_settings import index_in_files
from tests.machine.package_index import PYPI, MachineIndex, from_environment
from tests.machine.variables import INDEXES

URL = "https://me:pass@example.org/simple/"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without settings, on a machine without settings."""
    for name in (*INDEXES, "UV_CONFIG_FILE", "PIP_CONFIG_FILE", "NETRC", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "none"))
    return tmp_path


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (".config/uv/uv.toml", f'index-url = "{URL}"'),
        (".config/uv/uv.toml", f'[[index]]\nname = "x"\nurl = "{URL}"\ndefault = true'),
        (".config/pip/pip.conf", f"[global]\nindex-url = {URL}"),
        (".pip/pip.conf", f"[global]\nindex-url: {URL}"),
    ],
)
def test_an_index_in_the_settings_of_uv_or_pip_is_used(home: Path, file: str, text: str) -> None:
    (home / file).parent.mkdir(parents=True)
    (home / file).write_text(text)
    assert index_in_files(etc=home / "etc") == URL


def test_the_login_of_an_index_in_a_file_is_kept_beside_its_url(home: Path) -> None:
    (home / ".config/uv").mkdir(parents=True)
    (home / ".config/uv/uv.toml").write_text(f'index-url = "{URL}"')
    found = from_environment()
    assert (found.url, found.login) == ("https://example.org/simple", ("me", "pass"))


def test_a_variable_goes_before_a_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / ".pip").mkdir()
    (home / ".pip/pip.conf").write_text(f"[global]\nindex-url = {URL}")
    monkeypatch.setenv("PIP_INDEX_URL", "https://variable.example/simple")
    assert from_environment().url == "https://variable.example/simple"


@pytest.mark.parametrize("text", ["[", "index-url = 3", "[global]\nindex-url"])
def test_a_file_that_is_not_valid_is_left_out(home: Path, text: str) -> None:
    for file in (".config/uv/uv.toml", ".pip/pip.conf"):
        (home / file).parent.mkdir(parents=True)
        (home / file).write_text(text)
    assert index_in_files(etc=home / "etc") is None


def test_passwords_are_not_in_the_text_of_an_index() -> None:
    index = MachineIndex(PYPI, ("me", "index-pass"), {"https": "http://me:proxy-pass@x"})
    assert "pass" not in repr(index)

"""The package index of this machine, its login, and the proxies on the way to it."""

from __future__ import annotations

import netrc
import os
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.machine.index_settings import index_in_files
from tests.machine.variables import INDEXES, without_login

PYPI = "https://pypi.org/simple"


@dataclass(frozen=True)
class MachineIndex:
    """`url` is the simple index, without a final slash and a login.

    `proxies` are URLs by scheme, as `urllib.request.getproxies_environment` returns them. Both the
    login and they may contain passwords.
    """

    url: str
    login: tuple[str, str] | None = field(default=None, repr=False)
    proxies: dict[str, str] = field(default_factory=dict, repr=False)


#: Set before the variables with its passwords are removed from the environment.
_remembered: MachineIndex | None = None


def remember(index: MachineIndex) -> None:
    """Let `machine_index` return `index` from now on."""
    global _remembered
    _remembered = index


def machine_index() -> MachineIndex:
    """The index that was remembered, or that of the environment."""
    return _remembered or from_environment()


def from_environment() -> MachineIndex:
    """The index that the variables or the settings of uv and pip name, else PyPI."""
    variables = (os.environ.get(variable) for variable in INDEXES)
    named = next(filter(None, variables), None) or index_in_files() or PYPI
    name, url = _name_and_url(named)
    login = _in_url(url) or _in_variables(name) or _in_netrc(_host(url))
    proxies = urllib.request.getproxies_environment()
    return MachineIndex(without_login(url).rstrip("/"), login, proxies)


def _name_and_url(value: str) -> tuple[str, str]:
    """UV_DEFAULT_INDEX may be `NAME=URL`."""
    name, separator, url = value.partition("=")
    return (name, url) if separator and name.replace("-", "").isalnum() else ("", value)


def _host(url: str) -> str:
    """The host; "" in a text that is no URL, which the first request reports."""
    with suppress(ValueError):
        return urlsplit(url).hostname or ""
    return ""


def _in_url(url: str) -> tuple[str, str] | None:
    login, separator, _ = url.partition("//")[2].partition("/")[0].rpartition("@")
    user, _, password = login.partition(":")
    return (unquote(user), unquote(password)) if separator else None


def _in_variables(name: str) -> tuple[str, str] | None:
    """The login in UV_INDEX_NAME_USERNAME and UV_INDEX_NAME_PASSWORD."""
    prefix = "UV_INDEX_" + "".join(c if c.isalnum() else "_" for c in name).upper()
    user, password = (os.environ.get(f"{prefix}_{part}") for part in ("USERNAME", "PASSWORD"))
    return (user or "", password or "") if name and (user or password) else None


def _in_netrc(host: str) -> tuple[str, str] | None:
    path = os.environ.get("NETRC") or Path(os.path.expanduser("~/.netrc"))
    # uv ignores a file that is missing or not valid, too.
    with suppress(OSError, netrc.NetrcParseError, UnicodeDecodeError):
        if found := netrc.netrc(str(path)).authenticators(host):
            return found[0], found[2] or ""
    return None

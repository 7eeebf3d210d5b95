"""The environment variables that the tests and their programs inherit from the person."""

from __future__ import annotations

import os
from collections.abc import Collection, MutableMapping

#: The settings of a company: its proxies, its certificates and its package index.
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
CERTIFICATES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT")
INDEXES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")
_COMPANY = {*PROXIES, *CERTIFICATES, *INDEXES, "NO_PROXY", "no_proxy", "SSL_CERT_DIR"}
_SYSTEM = {
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "PWD", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH",
    "TMPDIR", "TEMP", "TMP", "TERM", "COLORTERM", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR",
    "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "NODE_EXTRA_CA_CERTS",
}  # fmt: skip
#: Read by this project's code, by pytest or by Python. PYTHONWARNINGS and PYTEST_ADDOPTS are not
#: among them: they apply to the run that the person starts, not to the programs that it starts.
_TESTS = {
    "CI", "BUILD_NUMBER", "GITHUB_ACTIONS", "GITHUB_RUN_ID", "ORACLE", "VIRTUAL_ENV", "UV",
    "PYTHONPATH", "PYTHONUTF8", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED",
    "PYTHONPYCACHEPREFIX", "PYTEST_CURRENT_TEST", "PYTEST_DEBUG_TEMPROOT", "PYTEST_VERSION",
    "PY_COLORS",
}  # fmt: skip
INHERITED = frozenset(_COMPANY | _SYSTEM | _TESTS)
#: The beginnings of further names.
_PREFIXES = ("LC_", "XDG_", "PLAYWRIGHT_", "PYTEST_XDIST_")


def reduce(environment: MutableMapping[str, str] = os.environ, also: Collection[str] = ()) -> None:
    """Remove all variables but those that are inherited, and the passwords from their URLs.

    A page can read the environment of every process that started its shell (proc(5)).
    """
    for name in list(environment):
        if name not in INHERITED and name not in also and not name.startswith(_PREFIXES):
            del environment[name]
        elif name in PROXIES or name in INDEXES:
            environment[name] = without_login(environment[name])


def without_login(url: str) -> str:
    """The URL without a user and a password; a scheme or a name before it may be missing."""
    before, separator, rest = url.rpartition("//")
    host, slash, path = rest.partition("/")
    return f"{before}{separator}{host.rpartition('@')[2]}{slash}{path}"

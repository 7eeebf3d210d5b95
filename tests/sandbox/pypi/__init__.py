"""The stand-in for PyPI and TestPyPI: uploads, Trusted Publishing, read APIs, web forms.

It validates with the libraries that PyPI uses and refuses with PyPI's texts; `tests/contracts`
compares its answers with recorded answers of PyPI's server.
"""

from tests.sandbox.network.reason_phrase import ReasonProtocol
from tests.sandbox.pypi.application import application
from tests.sandbox.pypi.dependencies import (
    Account,
    AccountLookupError,
    Dependencies,
    Offline,
    RateLimited,
    TimedOut,
    UnknownAccount,
)
from tests.sandbox.pypi.index import Index
from tests.sandbox.pypi.refusals import CATALOGUE
from tests.sandbox.pypi.sites import PYPI, TESTPYPI, Site
from tests.sandbox.pypi.state import State, User

__all__ = [
    "CATALOGUE",
    "PYPI",
    "TESTPYPI",
    "Account",
    "AccountLookupError",
    "Dependencies",
    "Index",
    "Offline",
    "RateLimited",
    "ReasonProtocol",
    "Site",
    "State",
    "TimedOut",
    "UnknownAccount",
    "User",
    "application",
]

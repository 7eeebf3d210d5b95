"""A stand-in for PyPI and TestPyPI: uploads, Trusted Publishing, reads and the publisher forms.

It judges with the libraries that PyPI uses and speaks PyPI's words; `tests/contracts` holds it
against recorded answers of the real server.
"""

from tests.sandbox.network.reason_phrase import ReasonProtocol
from tests.sandbox.pypi.dependencies import (
    Account,
    AccountLookupError,
    Offline,
    RateLimited,
    Services,
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
    "Index",
    "Offline",
    "RateLimited",
    "ReasonProtocol",
    "Services",
    "Site",
    "State",
    "TimedOut",
    "UnknownAccount",
    "User",
]

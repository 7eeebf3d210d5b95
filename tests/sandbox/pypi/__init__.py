"""A stand-in for PyPI and TestPyPI: uploads, Trusted Publishing, reads and the publisher forms.

It judges with the libraries that PyPI uses and speaks PyPI's words; `tests/contracts` holds it
against recorded answers of the real server.
"""

from .index import Index
from .reason import ReasonProtocol
from .refusals import CATALOGUE
from .services import (
    Account,
    AccountLookupError,
    Offline,
    RateLimited,
    Services,
    TimedOut,
    UnknownAccount,
)
from .site import PYPI, TESTPYPI, Site
from .state import State, User

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

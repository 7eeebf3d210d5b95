"""What the contexts of a page's fences take from the session."""

from __future__ import annotations

from tests.evaluate.environment import Environment
from tests.evaluate.session import Session
from tests.pages.page import Docs, Page


class SessionContext:
    """The page, and what it shares with the other pages of the process."""

    def __init__(self, session: Session, page: Page) -> None:
        self.page, self._session = page, session

    @property
    def docs(self) -> Docs:
        """The folder of all pages."""
        return self._session.docs

    @property
    def environment(self) -> Environment:
        """The environment of this process."""
        return self._session.environment

    @property
    def seconds(self) -> float:
        """The time limit of one fence."""
        return self._session.seconds

"""Sends a row's request to a stand-in or a real service, and fails when the answer differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

import httpx
import pytest

from tests.contracts.backend import Backend
from tests.contracts.rows import Row

#: With `x-ratelimit-remaining: 0`: GitHub's two answers to an address over its rate limit
#: (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api).
RATE_LIMITED = (403, 429)
Assertion = Callable[[Row, httpx.Response], None]


@dataclass(frozen=True)
class Target:
    """`prepare` sets a stand-in to the state that a row starts from."""

    name: str
    backend: Backend
    prepare: Callable[[Row], None]

    def check(
        self, row: Row, request: Callable[[Backend], httpx.Response], *assertions: Assertion
    ) -> None:
        """Send the request; fail with one sentence when an assertion on its answer fails."""
        self.prepare(row)
        try:
            answer = request(self.backend)
        except httpx.HTTPError as error:
            self._fail(row, f"sends no answer ({error!r}); check whether the service is up")
        self._skip_if_rate_limited(answer)
        for assertion in assertions:
            try:
                assertion(row, answer)
            except (AssertionError, LookupError, ValueError) as error:
                status = f"{answer.status_code} {answer.reason_phrase}"
                difference = " ".join(str(error).split())
                self._fail(row, f"answers {status}, unlike {row['id']}: {difference[:600]}")

    def _skip_if_rate_limited(self, answer: httpx.Response) -> None:
        remaining = answer.headers.get("x-ratelimit-remaining")
        if answer.status_code in RATE_LIMITED and remaining == "0":
            pytest.skip(
                f"{self.name} has reached its rate limit for this address; try again in an hour"
            )

    def _fail(self, row: Row, problem: str) -> NoReturn:
        request = f"{row['request']['method']} {row['request']['path']}, {row['about']}"
        pytest.fail(
            f"{self.name} {problem} (request: {request}). If this persists, change the stand-in, "
            "the row and the pages that quote it.", pytrace=False,
        )  # fmt: skip

"""One question to whoever is asked, and one sentence when the answer is not the recorded one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import httpx
import pytest

from tests.contracts.backend import Backend
from tests.contracts.rows import Row, own_rows
from tests.sandbox.pypi import Site

#: GitHub's and PyPI's words for an address that has asked too often.
USED_UP = (403, 429)
Comparison = Callable[[Row, httpx.Response], None]


@dataclass(frozen=True)
class Asked:
    """A stand-in or a real service; `prepare` brings a stand-in to where a row begins."""

    name: str
    backend: Backend
    prepare: Callable[[Row], None]

    def hold(self, row: Row, ask: Callable[[Backend], httpx.Response], *same: Comparison) -> None:
        """Fails with one sentence unless the answer agrees with `row` in every comparison."""
        self.prepare(row)
        try:
            answer = ask(self.backend)
        except httpx.HTTPError as error:
            self._fail(row, f"gives no answer ({error!r}); look whether the service is up")
        if answer.status_code in USED_UP and answer.headers.get("x-ratelimit-remaining") == "0":
            pytest.skip(f"{self.name} has been asked too often from this address; try in an hour")
        for compare in same:
            try:
                compare(row, answer)
            except (AssertionError, LookupError, ValueError) as error:
                said = f"{answer.status_code} {answer.reason_phrase}"
                difference = " ".join(str(error).split())
                self._fail(row, f"answers {said}, unlike {row['id']}: {difference[:600]}")

    def _fail(self, row: Row, what: str) -> NoReturn:
        question = f"{row['request']['method']} {row['request']['path']} ({row['about']})"
        pytest.fail(
            f"{self.name} {what} — asked {question}. If it stays so, change the stand-in, the row "
            "and the pages that quote it.", pytrace=False,
        )  # fmt: skip


def recorded(table: str, *ids: str) -> list[Any]:
    """These rows of a table, as parameters of a test."""
    return [pytest.param(row, id=row["id"]) for row in own_rows(table) if row["id"] in ids]


def for_site(row: Row, site: Site) -> Row:
    """A row of PyPI's as it would read for `site`: its hosts and its audience."""
    text = json.dumps(row)
    for old, new in (
        ("upload.pypi.org", site.upload_hosts[0]),
        ("https://pypi.org", f"https://{site.domain}"),
        ('"host": "pypi.org"', f'"host": "{site.domain}"'),
        ('"audience": "pypi"', f'"audience": "{site.audience}"'),
    ):
        text = text.replace(old, new)
    renamed: Row = json.loads(text)
    return renamed


def lacking(expected: Any, given: Any, place: str = "it") -> Iterator[str]:
    """What `given` lacks of the shape of `expected`: names, and types of what is there in both.

    null and false stand for "nothing here", as in PyPI's answers. Of lists, the first items count.
    """
    if isinstance(expected, dict) and isinstance(given, dict):
        for name, inner in expected.items():
            if name in given:
                yield from lacking(inner, given[name], f"{place}.{name}")
            else:
                yield f"{place} has no {name!r}"
    elif isinstance(expected, list) and isinstance(given, list):
        for one, other in list(zip(expected, given, strict=False))[:1]:
            yield from lacking(one, other, f"{place}[0]")
    elif not (_nothing(expected) or _nothing(given)) and type(expected) is not type(given):
        yield f"{place} is {type(given).__name__}, not {type(expected).__name__}"


def _nothing(value: Any) -> bool:
    return value is None or value is False

"""Fixtures and parameters of the row tests, and the number of rows that agree for the summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.contracts import index_state
from tests.contracts.exemptions import reason
from tests.contracts.jwts import Signers
from tests.contracts.rows import TABLES, group, rows
from tests.contracts.served_index import Served, ServiceDoubles

TABLE_AND_ROW = {row["id"]: (table, row) for table in TABLES for row in rows(table)}
_agreed: Counter[tuple[str, str]] = Counter()
_seen: Counter[tuple[str, str]] = Counter()


@pytest.fixture(scope="session")
def signers() -> Signers:
    return Signers.generate()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, signers: Signers) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("files"), ServiceDoubles(signers.published))
    yield server
    server.close()


@pytest.fixture
def seeded(served: Served) -> Served:
    """The server with a new index in which alice owns sampleproject."""
    served.start_from(index_state.build({"setup": {"projects": ["sampleproject"]}}))
    return served


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each row of the table that one of its arguments is named after."""
    for table in set(TABLES) & set(metafunc.fixturenames):
        parameters = [pytest.param(row, id=row["id"], marks=_marks(row)) for row in rows(table)]
        metafunc.parametrize(table, parameters)


def _marks(row: dict[str, object]) -> list[pytest.MarkDecorator]:
    why = reason(row)
    # Strict: an exempted row that agrees is a failure, and its exemption must be removed.
    return [pytest.mark.xfail(reason=why, strict=True)] if why else []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    name = report.nodeid.rpartition("[")[2].rstrip("]")
    if report.when == "call" and name in TABLE_AND_ROW:
        table, row = TABLE_AND_ROW[name]
        _seen[table, group(table, row)] += 1
        _agreed[table, group(table, row)] += report.passed


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _seen:
        return
    terminalreporter.section("agreement with PyPI's own server")
    for table in TABLES:
        keys = [key for key in _seen if key[0] == table]
        agreed, seen = sum(_agreed[key] for key in keys), sum(_seen[key] for key in keys)
        if seen:
            terminalreporter.write_line(f"{table}: {agreed} of {seen} ({agreed / seen:.1%})")
        for key in keys:
            share = f"{_agreed[key]} of {_seen[key]} ({_agreed[key] / _seen[key]:.0%})"
            terminalreporter.write_line(f"    {key[1]}: {share}")

"""Fixtures and parameters of the row tests; each has its table and group as a property."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contracts import index_state
from tests.contracts.agreement import AGREEMENT
from tests.contracts.exemptions import reason
from tests.contracts.jwts import Signers
from tests.contracts.rows import TABLES, group, rows
from tests.contracts.served_index import Served, ServiceDoubles
from tests.contracts.wheels import upload, wheel
from tests.sandbox.pypi import User

TABLE_AND_ROW = {row["id"]: (table, row) for table in TABLES for row in rows(table)}


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


@pytest.fixture
def project(seeded: Served) -> Served:
    """alice, who is logged in, owns sampleproject 1.0.0; bob has no role."""
    assert upload(seeded, wheel()).status_code == 200
    seeded.state.users["bob"] = User("bob")
    seeded.state.signed_in = "alice"
    seeded.state.events.clear()
    return seeded


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each row of the table that one of its arguments is named after."""
    for table in set(TABLES) & set(metafunc.fixturenames):
        parameters = [pytest.param(row, id=row["id"], marks=_marks(row)) for row in rows(table)]
        metafunc.parametrize(table, parameters)


def _marks(row: dict[str, object]) -> list[pytest.MarkDecorator]:
    why = reason(row)
    # Strict: an exempted row that agrees is a failure, and its exemption must be removed.
    return [pytest.mark.xfail(reason=why, strict=True)] if why else []


def pytest_runtest_setup(item: pytest.Item) -> None:
    name = item.name.rpartition("[")[2].rstrip("]")
    if name in TABLE_AND_ROW:
        table, row = TABLE_AND_ROW[name]
        item.user_properties.append((AGREEMENT, (table, group(table, row))))

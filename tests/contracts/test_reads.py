"""Reads the simple, JSON and Integrity APIs after the recorded uploads and compares them."""

from __future__ import annotations

from tests.contracts import index_state
from tests.contracts.assertions import assert_content, assert_head, assert_headers
from tests.contracts.jwts import Signers
from tests.contracts.rows import Row
from tests.contracts.served_index import Served
from tests.contracts.uploads import post


def test_a_read_is_answered_as_by_pypi(served: Served, signers: Signers, read_api: Row) -> None:
    row, request = read_api, read_api["request"]
    served.start_from(index_state.build(row))
    for upload in row["uploads"]:
        assert post(served, signers, upload).status_code == 200
    for sql in row["then_sql"]:
        index_state.apply_sql(served.state, sql)
    served.state.flags.update(row["admin_flags"])
    headers = {"Accept": request["accept"]}
    answer = served.send(request["method"], request["path"], host=request["host"], headers=headers)
    for check in (assert_head, assert_headers, assert_content):
        check(row, answer)

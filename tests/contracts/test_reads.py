"""What can be read after known uploads is what PyPI shows: JSON, links, redirects, refusals."""

from __future__ import annotations

from tests.contracts import index_state
from tests.contracts.answers import same_content, same_head, same_headers
from tests.contracts.jwts import Signers
from tests.contracts.rows import Row
from tests.contracts.served_index import Served
from tests.contracts.uploads import post


def test_answers_as_the_real_server(served: Served, signers: Signers, read_api: Row) -> None:
    """Status, headers and content agree with the row, but for order, times and serial numbers."""
    row, request = read_api, read_api["request"]
    served.start_from(index_state.build(row))
    for upload in row["uploads"]:
        assert post(served, signers, upload).status_code == 200
    for sql in row["then_sql"]:
        index_state.apply_sql(served.state, sql)
    served.state.flags.update(row["admin_flags"])
    headers = {"Accept": request["accept"]}
    answer = served.send(request["method"], request["path"], host=request["host"], headers=headers)
    for same in (same_head, same_headers, same_content):
        same(row, answer)

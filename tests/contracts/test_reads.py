"""What can be read after known uploads is what PyPI shows: JSON, links, redirects, refusals."""

from __future__ import annotations

from . import world
from .answers import same_content, same_head, same_headers
from .jwts import Signers
from .rows import Row
from .served import Served
from .uploads import post


def test_answers_as_the_real_server(served: Served, signers: Signers, read_api: Row) -> None:
    """Status, headers and content agree with the row, but for order, times and serial numbers."""
    row, request = read_api, read_api["request"]
    served.start_from(world.build(row))
    for upload in row["uploads"]:
        assert post(served, signers, upload).status_code == 200
    for sql in row["then_sql"]:
        world.statement(served.state, sql)
    served.state.flags.update(row["admin_flags"])
    headers = {"Accept": request["accept"]}
    answer = served.send(request["method"], request["path"], host=request["host"], headers=headers)
    for same in (same_head, same_headers, same_content):
        same(row, answer)

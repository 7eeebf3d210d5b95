"""The part of a push that GitHub's answer to a declined one needs."""

from __future__ import annotations

import gzip

import pytest

from tests.sandbox.github import receive_pack

_OLD, _NEW = b"0" * 40, b"1" * 40
_FIRST = _OLD + b" " + _NEW + b" refs/heads/main\0 report-status"
_SECOND = _OLD + b" " + _NEW + b" refs/tags/v1"
_BODY = b"".join(f"{len(each) + 4:04x}".encode() + each for each in (_FIRST, _SECOND)) + b"0000PACK"


@pytest.mark.parametrize(
    ("body", "encoding", "names"),
    [
        (_BODY, "", ["refs/heads/main", "refs/tags/v1"]),
        (gzip.compress(_BODY), "gzip", ["refs/heads/main", "refs/tags/v1"]),
        (b"0000", "", []),
    ],
)
def test_the_refs_of_a_push_stand_before_the_first_flush(
    body: bytes, encoding: str, names: list[str]
) -> None:
    """git sends an empty request first when a push is large."""
    assert receive_pack.refs(body, encoding) == names


def test_each_packet_of_the_answer_begins_with_its_length() -> None:
    answer = receive_pack.refused(["refs/heads/main"], ["error: no"], "declined")
    assert answer.startswith(b"000f\x02error: no\n")
    assert b"ng refs/heads/main declined\n" in answer and answer.endswith(b"00000000")

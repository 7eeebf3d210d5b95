"""Outages, admin flags that are removed after a number of requests, and a deleted release."""

from __future__ import annotations

from tests.contracts.served_index import Served
from tests.contracts.wheels import upload, wheel
from tests.sandbox.pypi import outage
from tests.sandbox.pypi.release_settings import CONFIRM

PAGE = "/manage/project/sampleproject/release/1.0.0/"


def test_an_upload_outage_ends_after_a_number_of_get_requests(seeded: Served) -> None:
    """Uploads do not count, and the other parts of the index work."""
    outage.begin(seeded.state, outage.UPLOADS_DOWN, requests=1)
    assert [upload(seeded, wheel()).status_code for _ in range(3)] == [503] * 3
    assert seeded.send("GET", "/_/oidc/audience").status_code == 200
    host = seeded.site.upload_hosts[0]
    statuses = [seeded.send("GET", "/legacy/", host=host).status_code for _ in range(2)]
    assert statuses == [503, 200]
    assert upload(seeded, wheel()).status_code == 200 and not seeded.state.flags


def test_an_admin_flag_is_removed_after_a_number_of_uploads(seeded: Served) -> None:
    """A flag that was set without a number is not removed."""
    outage.begin(seeded.state, "disallow-new-upload", requests=2)
    assert [upload(seeded, wheel()).status_code for _ in range(3)] == [403, 403, 200]
    seeded.state.flags.add("disallow-new-upload")
    assert [upload(seeded, wheel()).status_code for _ in range(3)] == [403] * 3


def test_an_index_behind_http_2_sends_the_standard_reason_phrase(seeded: Served) -> None:
    """Only the body has the reason."""
    seeded.state.flags.add(outage.NO_REASON_PHRASE)
    refused = upload(seeded, wheel(), secret="pypi-unknown")
    assert Served.reason(refused) == "Forbidden"
    assert "Invalid or non-existent authentication information" in refused.text


def test_file_names_of_a_deleted_release_cannot_be_used_again(seeded: Served) -> None:
    """The form requires the version; another one is refused with PyPI's message."""
    assert upload(seeded, wheel()).status_code == 200
    seeded.state.signed_in = "alice"
    wrong = seeded.send("POST", PAGE, data={CONFIRM: "1.0"}).text
    assert "Could not delete release - &#x27;1.0&#x27; is not the same as" in wrong
    assert seeded.send("POST", PAGE, data={CONFIRM: "1.0.0"}).status_code == 303
    assert not list(seeded.state.all_files())
    assert upload(seeded, wheel()).status_code == 400
    assert seeded.doubles.refused == ["file-name-reuse"]

"""An index out of order: for how long, in which words, and what deleting a release leaves."""

from __future__ import annotations

from tests.contracts.served_index import Served
from tests.contracts.wheels import upload, wheel
from tests.sandbox.pypi import outage
from tests.sandbox.pypi.release_deletion import CONFIRM

PAGE = "/manage/project/sampleproject/release/1.0.0/"


def test_an_upload_service_is_back_once_it_was_looked_at_often_enough(seeded: Served) -> None:
    """Uploads do not count, and the rest of the index works all the while."""
    outage.begin(seeded.state, outage.DOWN, requests=1)
    assert [upload(seeded, wheel()).status_code for _ in range(3)] == [503] * 3
    assert seeded.send("GET", "/_/oidc/audience").status_code == 200
    host = seeded.site.upload_hosts[0]
    looks = [seeded.send("GET", "/legacy/", host=host).status_code for _ in range(2)]
    assert looks == [503, 200]
    assert upload(seeded, wheel()).status_code == 200 and not seeded.state.flags


def test_a_switch_goes_back_after_so_many_uploads(seeded: Served) -> None:
    """One that was thrown without an end stays."""
    outage.begin(seeded.state, "disallow-new-upload", requests=2)
    assert [upload(seeded, wheel()).status_code for _ in range(3)] == [403, 403, 200]
    seeded.state.flags.add("disallow-new-upload")
    assert [upload(seeded, wheel()).status_code for _ in range(3)] == [403] * 3


def test_a_front_end_may_lose_the_reason(seeded: Served) -> None:
    """The status line has the standard words; the body still says why."""
    seeded.state.flags.add(outage.SILENT)
    refused = upload(seeded, wheel(), secret="pypi-of-elsewhere")
    assert Served.reason(refused) == "Forbidden"
    assert "Invalid or non-existent authentication information" in refused.text


def test_a_deleted_release_is_gone_and_its_names_stay_used(seeded: Served) -> None:
    """It takes its version, typed again; the same file is then refused."""
    assert upload(seeded, wheel()).status_code == 200
    seeded.state.signed_in = "alice"
    wrong = seeded.send("POST", PAGE, data={CONFIRM: "1.0"}).text
    assert "Could not delete release - &#x27;1.0&#x27; is not the same as" in wrong
    assert seeded.send("POST", PAGE, data={CONFIRM: "1.0.0"}).status_code == 303
    assert not list(seeded.state.all_files())
    assert upload(seeded, wheel()).status_code == 400
    assert seeded.world.refused == ["file-name-reuse"]

"""An index out of order: for how long, in which words, and what deleting a release leaves."""

from __future__ import annotations

from tests.contracts.served_index import Served
from tests.contracts.wheels import upload, wheel
from tests.sandbox.pypi import outage
from tests.sandbox.pypi.release_deletion import CONFIRM

PAGE = "/manage/project/sampleproject/release/1.0.0/"


def test_an_upload_service_is_back_once_it_was_looked_at_often_enough(ready: Served) -> None:
    """Uploads do not count, and the rest of the index works all the while."""
    outage.begin(ready.state, outage.DOWN, requests=1)
    assert [upload(ready, wheel()).status_code for _ in range(3)] == [503] * 3
    assert ready.send("GET", "/_/oidc/audience").status_code == 200
    host = ready.site.upload_hosts[0]
    looks = [ready.send("GET", "/legacy/", host=host).status_code for _ in range(2)]
    assert looks == [503, 200]
    assert upload(ready, wheel()).status_code == 200 and not ready.state.flags


def test_a_switch_goes_back_after_so_many_uploads(ready: Served) -> None:
    """One that was thrown without an end stays."""
    outage.begin(ready.state, "disallow-new-upload", requests=2)
    assert [upload(ready, wheel()).status_code for _ in range(3)] == [403, 403, 200]
    ready.state.flags.add("disallow-new-upload")
    assert [upload(ready, wheel()).status_code for _ in range(3)] == [403] * 3


def test_a_front_end_may_lose_the_reason(ready: Served) -> None:
    """The status line has the standard words; the body still says why."""
    ready.state.flags.add(outage.SILENT)
    refused = upload(ready, wheel(), secret="pypi-of-elsewhere")
    assert Served.reason(refused) == "Forbidden"
    assert "Invalid or non-existent authentication information" in refused.text


def test_a_deleted_release_is_gone_and_its_names_stay_used(ready: Served) -> None:
    """It takes its version, typed again; the same file is then refused."""
    assert upload(ready, wheel()).status_code == 200
    ready.state.signed_in = "alice"
    wrong = ready.send("POST", PAGE, data={CONFIRM: "1.0"}).text
    assert "Could not delete release - &#x27;1.0&#x27; is not the same as" in wrong
    assert ready.send("POST", PAGE, data={CONFIRM: "1.0.0"}).status_code == 303
    assert not list(ready.state.all_files())
    assert upload(ready, wheel()).status_code == 400
    assert ready.doubles.refused == ["file-name-reuse"]

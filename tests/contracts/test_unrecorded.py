"""Behaviour that no row records: TestPyPI, account pages, yanking, files and feeds."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.contracts.jwts import Signers
from tests.contracts.served_index import Served, ServiceDoubles
from tests.contracts.wheels import upload, wheel
from tests.sandbox.pypi import PYPI, TESTPYPI, Site, User
from tests.sandbox.pypi.state import Project

JSON = {"Accept": "application/vnd.pypi.simple.v1+json"}


def listed_files(served: Served) -> list[dict[str, Any]]:
    """The files of sampleproject in the simple API."""
    files: list[dict[str, Any]]
    files = served.send("GET", "/simple/sampleproject/", headers={**JSON}).json()["files"]
    return files


def test_testpypi_has_its_own_audience_and_help_pages(tmp_path: Path, signers: Signers) -> None:
    """It accepts no token of PyPI."""
    served = Served(tmp_path, ServiceDoubles(signers.published), TESTPYPI)
    served.state.users["alice"] = User("alice")
    assert served.send("GET", "/_/oidc/audience").json() == {"audience": "testpypi"}
    assert upload(served, wheel()).status_code == 200
    refused = upload(served, wheel(), secret="pypi-unknown")
    assert refused.status_code == 403 and "https://test.pypi.org/help/" in refused.text
    assert served.doubles.refused == ["invalid-auth"]
    served.close()


@pytest.mark.parametrize("site", [PYPI, TESTPYPI], ids=lambda site: site.name)
def test_each_site_refuses_a_name_similar_to_one_of_its_own(
    tmp_path: Path, signers: Signers, site: Site
) -> None:
    """TestPyPI, too: https://github.com/pypi/warehouse/issues/17026."""
    served = Served(tmp_path, ServiceDoubles(signers.published), site)
    served.state.users["alice"] = User("alice")
    served.state.add_project(Project("sample-project"))
    refused = upload(served, wheel())
    assert refused.status_code == 400
    assert f"too similar to an existing project. See https://{site.domain}/help/" in refused.text
    assert served.doubles.refused == ["name-too-similar"]
    served.close()


def test_a_redirect_to_the_trailing_slash_has_an_absolute_location(seeded: Served) -> None:
    """twine reports the missing slash only if Location equals its own URL plus a slash."""
    upload_to = seeded.send("POST", "/legacy", host="upload.pypi.org")
    assert upload_to.status_code == 308
    assert upload_to.headers["location"] == "https://upload.pypi.org/legacy/"
    read = seeded.send("GET", "/simple/sampleproject")
    assert read.status_code == 301
    assert read.headers["location"] == "https://pypi.org/simple/sampleproject/"


def test_a_new_account_can_upload_after_verification_and_two_factor_set_up(seeded: Served) -> None:
    """The publishing page redirects to the page of the step that is missing."""
    seeded.send("POST", "/account/register/", data={"username": "carol"})
    page = "/manage/account/publishing/"
    assert "/manage/unverified-account/" in seeded.send("GET", page).headers["location"]
    seeded.send("POST", "/manage/unverified-account/")
    assert "/manage/account/two-factor/" in seeded.send("GET", page).headers["location"]
    seeded.send("GET", "/manage/account/recovery-codes/generate")
    code = {"recovery_code_value": seeded.state.users["carol"].recovery_codes[0]}
    seeded.send("POST", "/manage/account/recovery-codes/burn", data=code)
    seeded.send("POST", "/manage/account/totp-provision", data={"totp_value": "123456"})
    token = {"description": "laptop", "token_scope": "scope:user"}
    answer = seeded.send("POST", "/manage/account/token/", data=token)
    found = re.search(r">(pypi-[\w-]+)</code>", answer.text)
    seeded.state.projects.clear()
    assert found and upload(seeded, wheel(), secret=found[1]).status_code == 200
    assert seeded.state.projects["sampleproject"].owners == ["carol"]
    assert seeded.doubles.refused == ["form-unverified-email", "form-two-factor"]


def test_the_simple_api_has_the_reason_of_a_yanked_release(seeded: Served) -> None:
    assert upload(seeded, wheel()).status_code == 200
    seeded.state.signed_in = "alice"
    yank = {"confirm_yank_version": "1.0.0", "yanked_reason": "broken"}
    seeded.send("POST", "/manage/project/sampleproject/release/1.0.0/", data=yank)
    assert [file["yanked"] for file in listed_files(seeded)] == ["broken"]


def test_files_are_served_whole_in_ranges_and_with_their_metadata(seeded: Served) -> None:
    """Installers send HEAD, request ranges, and fetch the metadata file of a wheel."""
    content = wheel()
    assert upload(seeded, content).status_code == 200
    file = listed_files(seeded)[0]
    host, _, path = file["url"].removeprefix("https://").partition("/")
    path = f"/{path}"
    assert seeded.send("GET", path, host=host).content == content
    head = seeded.send("HEAD", path, host=host)
    assert head.headers["content-length"] == str(len(content))
    part = seeded.send("GET", path, host=host, headers={"Range": "bytes=-20"})
    assert (part.status_code, part.content) == (206, content[-20:])
    metadata = seeded.send("GET", f"{path}.metadata", host=host).content
    assert hashlib.sha256(metadata).hexdigest() == file["core-metadata"]["sha256"]


def test_a_wheel_with_zip64_sizes_is_accepted(seeded: Served) -> None:
    """Some builders write the sizes of every member in the 64-bit form."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, zipfile.ZipFile(io.BytesIO(wheel())) as source:
        for name in source.namelist():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(source.read(name))
    assert upload(seeded, file.getvalue()).status_code == 200


def test_the_feeds_list_each_release_once(seeded: Served) -> None:
    """The project's feed and that of the whole index."""
    assert upload(seeded, wheel()).status_code == 200
    link = "https://pypi.org/project/sampleproject/1.0.0/"
    for feed in ("/rss/project/sampleproject/releases.xml", "/rss/updates.xml"):
        assert seeded.send("GET", feed).text.count(link) == 1

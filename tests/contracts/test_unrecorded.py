"""What no row holds: TestPyPI's ways, the account's pages, yanking, the files themselves."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from tests.contracts.jwts import Signers
from tests.contracts.served_index import Served, ServiceDoubles
from tests.contracts.wheels import upload, wheel
from tests.sandbox.pypi import TESTPYPI, User
from tests.sandbox.pypi.state import Project

JSON = {"Accept": "application/vnd.pypi.simple.v1+json"}


def listed(served: Served) -> list[dict[str, Any]]:
    """The project's files as the simple API lists them."""
    files: list[dict[str, Any]]
    files = served.send("GET", "/simple/sampleproject/", headers={**JSON}).json()["files"]
    return files


def test_testpypi_is_an_index_of_its_own(tmp_path: Path, signers: Signers) -> None:
    """It has its own audience and help pages, and takes a name that looks like another."""
    served = Served(tmp_path, ServiceDoubles(signers.published), TESTPYPI)
    served.state.users["alice"] = User("alice")
    served.state.add_project(Project("sample-project"))
    assert served.send("GET", "/_/oidc/audience").json() == {"audience": "testpypi"}
    assert upload(served, wheel()).status_code == 200
    refused = upload(served, wheel(), secret="pypi-of-elsewhere")
    assert refused.status_code == 403 and "https://test.pypi.org/help/" in refused.text
    assert served.doubles.refused == ["invalid-auth"]
    served.close()


def test_pypi_refuses_a_name_that_looks_like_another(ready: Served) -> None:
    """The same upload that TestPyPI takes."""
    ready.state.projects.clear()
    ready.state.add_project(Project("sample-project"))
    assert upload(ready, wheel()).status_code == 400
    assert ready.doubles.refused == ["name-too-similar"]


def test_a_redirect_to_the_slash_names_the_whole_address(ready: Served) -> None:
    """twine says that the slash is missing only when the address sent back is its own with one."""
    upload_to = ready.send("POST", "/legacy", host="upload.pypi.org")
    assert upload_to.status_code == 308
    assert upload_to.headers["location"] == "https://upload.pypi.org/legacy/"
    read = ready.send("GET", "/simple/sampleproject")
    assert read.status_code == 301
    assert read.headers["location"] == "https://pypi.org/simple/sampleproject/"


def test_a_new_account_is_of_use_once_it_is_in_order(ready: Served) -> None:
    """Register, verify the address, set up two factors, make a token, and upload with it."""
    ready.send("POST", "/account/register/", data={"username": "carol"})
    place = "/manage/account/publishing/"
    assert "/manage/unverified-account/" in ready.send("GET", place).headers["location"]
    ready.send("POST", "/manage/unverified-account/")
    assert "/manage/account/two-factor/" in ready.send("GET", place).headers["location"]
    ready.send("POST", "/manage/account/two-factor/", data={"totp_value": "123456"})
    made = {"description": "laptop", "token_scope": "scope:user"}
    page = ready.send("POST", "/manage/account/token/", data=made).text
    found = re.search(r">(pypi-[\w-]+)</code>", page)
    ready.state.projects.clear()
    assert found and upload(ready, wheel(), secret=found[1]).status_code == 200
    assert ready.state.projects["sampleproject"].owners == ["carol"]
    assert ready.doubles.refused == ["form-unverified-email", "form-two-factor"]


def test_a_yanked_release_says_why(ready: Served) -> None:
    """The simple API carries the reason that the owner gave."""
    assert upload(ready, wheel()).status_code == 200
    ready.state.signed_in = "alice"
    yank = {"confirm_yank_version": "1.0.0", "yanked_reason": "broken"}
    ready.send("POST", "/manage/project/sampleproject/release/1.0.0/", data=yank)
    assert [file["yanked"] for file in listed(ready)] == ["broken"]


def test_files_are_served_whole_and_in_ranges(ready: Served) -> None:
    """Installers ask for HEAD, for ranges, and for the metadata beside a wheel."""
    content = wheel()
    assert upload(ready, content).status_code == 200
    file = listed(ready)[0]
    host, _, path = file["url"].removeprefix("https://").partition("/")
    path = f"/{path}"
    assert ready.send("GET", path, host=host).content == content
    head = ready.send("HEAD", path, host=host)
    assert head.headers["content-length"] == str(len(content))
    part = ready.send("GET", path, host=host, headers={"Range": "bytes=-20"})
    assert (part.status_code, part.content) == (206, content[-20:])
    metadata = ready.send("GET", f"{path}.metadata", host=host).content
    assert hashlib.sha256(metadata).hexdigest() == file["core-metadata"]["sha256"]


def test_a_wheel_with_long_sizes_is_taken(ready: Served) -> None:
    """Some builders write the sizes of every member in the 64-bit form."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, zipfile.ZipFile(io.BytesIO(wheel())) as source:
        for name in source.namelist():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(source.read(name))
    assert upload(ready, file.getvalue()).status_code == 200


def test_the_feeds_name_each_release_once(ready: Served) -> None:
    """A watcher of the project, or of the whole index, sees a new version."""
    assert upload(ready, wheel()).status_code == 200
    link = "https://pypi.org/project/sampleproject/1.0.0/"
    for feed in ("/rss/project/sampleproject/releases.xml", "/rss/updates.xml"):
        assert ready.send("GET", feed).text.count(link) == 1

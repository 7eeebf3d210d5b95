"""Each specimen is run: the verdict, and the page of what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preflight.asked import Asked
from tests.preflight.options import parser
from tests.preflight.session import preflight
from tests.preflight.specimens.specimen import WORKFLOW, make, names, read
from tests.preflight.ways import Wanted

pytestmark = pytest.mark.preflight


@pytest.mark.parametrize("name", names())
def test_the_verdict(tmp_path: Path, name: str) -> None:
    """Whatever does not publish is never said to publish: that is the test's purpose."""
    check(tmp_path, name)


def check(tmp_path: Path, name: str) -> None:
    """Run the specimen, and compare verdict and page with what it says."""
    specimen = read(name)
    options = parser().parse_args([str(make(name, tmp_path)), *specimen.options])
    inputs = dict(specimen.inputs)
    wanted = Wanted(WORKFLOW, None, specimen.event, specimen.tag, None, inputs, options.branch)
    asked = Asked(
        options.path, wanted, existing=options.existing, versions=options.versions,
        token=options.token, assumed=dict(options.assumed), timeout=240,
        job_timeout=options.job_timeout,
    )  # fmt: skip
    copy = tmp_path / "copy"
    copy.mkdir()
    report = preflight(asked, copy, lambda line: None)
    assert report.verdict == specimen.verdict, report
    if specimen.page:
        pages = [each.page for each in report.refusals]
        pages += [each.page for each in report.findings]
        assert specimen.page in pages, report
    if report.verdict == "would publish":
        assert report.published and not report.refusals
    else:
        assert report.reason and (report.refusals or report.not_run or report.findings)

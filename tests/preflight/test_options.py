"""Options with values that cannot be meant end the command in one sentence, with status 3."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preflight.options import parser


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "PATH"),
        ([".", "more"], "unrecognized arguments: more"),
        ([".", "--index", "warehouse"], "invalid choice"),
        ([".", "--timeout", "0"], "a number of seconds above 0"),
        ([".", "--timeout", "nan"], "a number of seconds above 0"),
        ([".", "--job-timeout", "soon"], "a number of seconds above 0"),
        ([".", "--has", "soon"], "'soon' is no version"),
        ([".", "--tag", "v 1"], "'v 1' is no name for a tag"),
        ([".", "--tag", "v1..2"], "is no name for a tag"),
        ([".", "--tag", ""], "is no name for a tag"),
        ([".", "--branch", "a..b"], "is no name for a branch"),
        ([".", "--input", "target"], "write NAME=VALUE"),
        ([".", "--assume", "=1"], "write STEP.OUTPUT=VALUE"),
        ([".", "--html", "/nowhere/report.html"], "name a file in a folder that exists"),
        ([".", "--html", "/"], "name a file in a folder that exists"),
    ],
)
def test_a_wrong_option_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(arguments)
    said = capsys.readouterr().err
    assert ended.value.code == 3
    assert words in said and len(said.splitlines()) == 1


def test_values_are_read_as_they_are_meant(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    options = parser().parse_args(
        [".", "--html", str(page), "--tag", "moon/v1.0", "--has", "1.0", "--assume", "moon",
         "--assume", "star.version=1=2", "--input", "target=a=b", "--job-timeout", "2.5"]
    )  # fmt: skip
    assert (options.html, options.tag, options.versions) == (page, "moon/v1.0", ["1.0"])
    assert options.assumed == [("moon", None), ("star.version", "1=2")]
    assert (options.inputs, options.job_timeout) == ([("target", "a=b")], 2.5)

"""Commands are what they seem: strict, reached, and run by the programs that they name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate.example_guide import Guide, failures, fence, sourced
from tests.lint.odd_blocks import ODD, PLAIN

HIDDEN = fence("bash", "git --version")


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (fence("bash", "true", "false &"), "a.md:1: line 2 of the block, `false &` runs in the"),
        (fence("console", "$ false || true"), "docs/a.md:1: `false || true` hides the failure of"),
        (fence('console {refused="x"}', "$ exit 1"), "docs/a.md:1: `exit 1` uses `exit`"),
        (sourced("set +o pipefail"), "docs/a.md:5: `. ./script` switches the shell's option"
                                     " `pipefail` off"),
        (sourced("set -e"), "switches the shell's option `errexit` on"),
        (sourced("trap - ERR"), "`. ./script` changes the traps of the shell"),
        (sourced("trap : DEBUG"), "`. ./script` changes the traps of the shell"),
        (sourced("trap : EXIT"), "`. ./script` changes the traps of the shell"),
        (sourced("git() { :; }") + HIDDEN, "docs/a.md:9: `git` is now a function, which hides"),
        (sourced("shopt -s expand_aliases", "alias git=true") + HIDDEN, "`git` is now a alias"),
        (sourced("ln -s /bin/true git", "PATH=$PWD:$PATH") + HIDDEN, "project/git, which hides /"),
        (sourced("hash -p /bin/true git") + HIDDEN, "`git` is now /bin/true, which hides /"),
        (fence("bash", "touch none", "while read -r x; do", "  echo $x", "done < none"),
         "line 3 of the block, `echo $x` was never reached"),
        (fence("bash", "! grep x none"), "`! grep x none` ended with status 2, which is an error"),
        (fence("bash", "! env | no-such-program"), "ended with status 127, which is an error"),
        (fence("bash", "! true"), "`! true` failed with exit status 1"),
    ],
)  # fmt: skip
def test_a_command_that_is_not_what_it_seems_fails(
    tmp_path: Path, page: str, sentence: str
) -> None:
    """What the lint does not see, in a script that a block sources, is seen after it ran."""
    reports = failures(Guide(tmp_path).write(a=page).run_page("a"))
    assert sentence in reports[0], reports


@pytest.mark.parametrize(
    "lines",
    [
        ["! env | grep NO_SUCH_VARIABLE"],
        ["touch x", "until test -e x; do sleep 1; done"],
        ["for x in 1 \\", "  2; do", "  echo $x |", "    cat", "done", "(cd / &&", "  true)"],
        ["python3 - <<'EOF'", "print(1)", "", "EOF", "x=$(true |", "  cat)", "[[ -z $x ]]"],
        ["python3 -m venv --without-pip v", ". v/bin/activate", "python3 -c 1", "deactivate"],
    ],
)
def test_every_command_of_a_plain_block_is_reached(tmp_path: Path, lines: list[str]) -> None:
    page = fence("bash", *lines) + fence("bash", "python3 -c 1")
    assert failures(Guide(tmp_path).write(a=page).run_page("a")) == []


def test_there_are_enough_odd_blocks() -> None:
    assert len(ODD) >= 76 and len(PLAIN) >= 20

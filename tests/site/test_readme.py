"""The README promises only what is there."""

import re
import tomllib

from tests import ROOT

README = (ROOT / "README.md").read_text()
BOOT = "python3 -m pip install -q --target .cache/uv uv && .cache/uv/bin/"


def blocks() -> list[str]:
    """The README's commands that stand in blocks of their own."""
    return re.findall(r"^```bash\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """Everything that the README says `uv run` of."""
    return [command.strip() for command in re.findall(r"\buv run ([^`\n]+)", README)]


def test_two_lines_are_enough() -> None:
    """On a bare machine one line serves the guide and one runs the tests: pip fetches uv first."""
    assert blocks()[:2] == [f"{BOOT}uv run mkdocs serve", f"{BOOT}uv run pytest"]


def test_every_page_that_is_run_exists() -> None:
    """`uv run pytest PATH` names a page of the guide."""
    paths = [path for command in commands() for path in re.findall(r"docs/\S+", command)]
    assert paths
    assert not [path for path in paths if not (ROOT / path).is_file()]


def test_every_marker_is_known() -> None:
    """`uv run pytest -m NAME` names a marker of pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    known = {marker.partition(":")[0] for marker in settings["markers"]}
    named = set(re.findall(r"pytest -m (\w+)", README))
    assert named and named <= known


def test_every_module_can_be_run() -> None:
    """`uv run python -m NAME` names a package that has something to run."""
    modules = {
        name for command in commands() for name in re.findall(r"python -m ([\w.]+)", command)
    }
    assert modules
    assert not [
        name for name in modules if not (ROOT / name.replace(".", "/") / "__main__.py").is_file()
    ]


def test_links_and_pictures_are_there() -> None:
    """A relative link of the README leads to a file of the repository."""
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert targets
    assert not [target for target in targets if not (ROOT / target).is_file()]


def test_address_of_the_served_guide() -> None:
    """`mkdocs serve` serves below the path of the site's address; the README says where."""
    site = re.search(r"^site_url: https://[^/]+(/\S*)$", (ROOT / "mkdocs.yml").read_text(), re.M)
    assert site and f"<http://127.0.0.1:8000{site[1]}>" in README

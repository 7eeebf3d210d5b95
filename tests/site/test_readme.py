"""The commands, links and names in the README exist."""

import re
import tomllib

from tests import ROOT

README = (ROOT / "README.md").read_text()
BOOT = (
    "[ -x .cache/uv/bin/uv ] || python3 -m pip install -q --upgrade --target .cache/uv uv;"
    " .cache/uv/bin/"
)


def blocks() -> list[str]:
    """The text of each bash block."""
    return re.findall(r"^```bash\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """The arguments of each `uv run`."""
    return [command.strip() for command in re.findall(r"\buv run ([^`\n]+)", README)]


def test_one_line_serves_the_guide_and_one_runs_the_tests() -> None:
    """Both start from a machine without uv, so pip installs it first."""
    assert blocks()[:2] == [f"{BOOT}uv run mkdocs serve", f"{BOOT}uv run pytest"]


def test_every_page_in_a_command_exists() -> None:
    paths = [path for command in commands() for path in re.findall(r"docs/\S+", command)]
    assert paths
    missing = [path for path in paths if not (ROOT / path).is_file()]
    assert not missing, f"README.md names files that do not exist: {missing}"


def test_every_marker_in_a_command_is_declared_in_pyproject_toml() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    known = {marker.partition(":")[0] for marker in settings["markers"]}
    named = set(re.findall(r"pytest -m (\w+)", README))
    assert named
    assert named <= known, f"README.md: no marker in pyproject.toml is {sorted(named - known)}"


def test_every_module_in_a_command_has_a_main() -> None:
    modules = {
        name for command in commands() for name in re.findall(r"python -m ([\w.]+)", command)
    }
    assert modules
    missing = [
        name for name in modules if not (ROOT / name.replace(".", "/") / "__main__.py").is_file()
    ]
    assert not missing, f"README.md runs modules that do not exist: {missing}"


def test_every_relative_link_and_image_exists() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert targets
    assert not [target for target in targets if not (ROOT / target).is_file()]


def test_the_readme_names_the_url_of_mkdocs_serve() -> None:
    """`mkdocs serve` serves the site below the path of `site_url`."""
    site = re.search(r"^site_url: https://[^/]+(/\S*)$", (ROOT / "mkdocs.yml").read_text(), re.M)
    assert site and f"<http://127.0.0.1:8000{site[1]}>" in README

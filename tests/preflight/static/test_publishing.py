"""Which jobs publish, where to, with which tool, and from which environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.preflight.static.contexts import Trigger
from tests.preflight.static.publishing import PublishingJob, publishing_jobs

HEAD = "on: push\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    steps:\n"


def found(folder: Path, text: str, **files: str) -> list[PublishingJob]:
    """The publishing jobs of a workflow in a repository with these files (`__` stands for `/`)."""
    for name, content in {".github/workflows/x.yml": text, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return publishing_jobs(folder, "x.yml")


def step(folder: Path, script: str, **files: str) -> list[PublishingJob]:
    lines = "".join(f"          {line}\n" for line in script.splitlines())
    return found(folder, f"{HEAD}      - run: |\n{lines}", **files)


def test_the_jobs_of_this_guide_s_workflow() -> None:
    jobs = publishing_jobs(ROOT, PUBLISH)
    assert [(j.job, j.index, j.environment, j.step, j.token) for j in jobs] == [
        ("publish-testpypi", "testpypi", "testpypi", 1, False),
        ("publish-pypi", "pypi", "pypi", 1, False),
    ]
    assert {job.tool for job in jobs} == {"pypa/gh-action-pypi-publish"}


@pytest.mark.parametrize(
    ("script", "tool", "index"),
    [
        ("twine upload dist/*", "twine", "pypi"),
        ("python -m twine upload --repository testpypi dist/*", "twine", "testpypi"),
        ("uvx twine@7.0.0 upload -r testpypi dist/*", "twine", "testpypi"),
        ("pipx run 'twine==7.0' upload dist/*", "twine", "pypi"),
        ("tools/bin/twine --no-color upload dist/*", "twine", "pypi"),
        ("uv publish", "uv", "pypi"),
        ("uv --quiet publish --publish-url=https://test.pypi.org/legacy/", "uv", "testpypi"),
        ("UV_PUBLISH_URL=https://test.pypi.org/legacy/ uv publish", "uv", "testpypi"),
        ("uv publish --index ${{ inputs.index }}", "uv", None),
        ("uv publish --index $INDEX", "uv", None),
        ("hatch publish -r test", "hatch", "testpypi"),
        ("flit publish", "flit", "pypi"),
        ("if true; then pdm publish --no-build; fi", "pdm", "pypi"),
        ("poetry publish --build", "poetry", "pypi"),
        ("maturin upload target/wheels/*", "maturin", "pypi"),
        ("python setup.py sdist upload", "setuptools", "pypi"),
    ],
)
def test_a_command_that_uploads(tmp_path: Path, script: str, tool: str, index: str | None) -> None:
    (job,) = step(tmp_path, script)
    assert (job.job, job.tool, job.index, job.environment) == ("ship", tool, index, None)


@pytest.mark.parametrize(
    "script",
    [
        "twine check dist/*",
        "echo twine upload dist/*",
        "# uv publish",
        "cargo publish",
        "npm publish",
        "gh release upload v1 dist/*",
        "uv pip install twine && uv build",
        "twine upload --repository-url https://packages.example.com/ dist/*",
    ],
)
def test_a_command_that_uploads_nothing_to_pypi(tmp_path: Path, script: str) -> None:
    assert step(tmp_path, script) == []


def test_the_variables_of_the_workflow_choose_the_index(tmp_path: Path) -> None:
    text = f"env: {{TWINE_REPOSITORY: testpypi, TWINE_PASSWORD: x}}\n{HEAD}"
    (job,) = found(tmp_path, f"{text}      - run: twine upload dist/*\n")
    assert job.index == "testpypi" and job.token


def test_an_index_of_uv_is_looked_up_in_pyproject(tmp_path: Path) -> None:
    text = '[[tool.uv.index]]\nname = "try"\npublish-url = "https://test.pypi.org/legacy/"\n'
    (job,) = step(tmp_path, "uv publish --index try", **{"pyproject.toml": text})
    assert job.index == "testpypi"


def test_a_composite_action_and_a_called_workflow(tmp_path: Path) -> None:
    action = "runs:\n  using: composite\n  steps:\n    - run: uv publish\n      shell: bash\n"
    called = f"on: workflow_call\n{HEAD.partition(chr(10))[2]}      - uses: ./ship\n"
    text = "on: push\njobs:\n  release:\n    uses: ./.github/workflows/called.yml\n"
    files = {"ship/action.yml": action, ".github/workflows/called.yml": called}
    (job,) = found(tmp_path, text, **files)
    assert (job.job, job.tool, job.step) == ("release", "uv", 0)
    assert job.called == (".github/workflows/called.yml", "ship")
    assert str(job.place) == "ship/action.yml:4"


def test_each_leg_of_a_matrix_has_its_environment(tmp_path: Path) -> None:
    text = HEAD.replace(
        "    steps:",
        "    strategy: {matrix: {index: [testpypi, pypi]}}\n"
        "    environment: ship-${{ matrix.index }}\n    steps:",
    )
    jobs = found(tmp_path, f"{text}      - run: uv publish --index ${{{{ matrix.index }}}}\n")
    assert [(job.index, job.environment) for job in jobs] == [
        (None, "ship-testpypi"), (None, "ship-pypi"),
    ]  # fmt: skip


def test_an_input_decides_once_the_event_is_known(tmp_path: Path) -> None:
    text = HEAD.replace("on: push", "on: {workflow_dispatch: {inputs: {index: {}}}}").replace(
        "    steps:", "    environment: ${{ inputs.index || 'pypi' }}\n    steps:"
    )
    found(tmp_path, f"{text}      - uses: pypa/gh-action-pypi-publish@release/v1\n")
    (job,) = publishing_jobs(tmp_path, "x.yml")
    assert job.environment == "${{ inputs.index || 'pypi' }}"
    for trigger, expected in (
        (Trigger("dispatch", None, {"index": "try"}), "try"),
        (Trigger("dispatch"), "pypi"),
        (Trigger("release", "v1"), "pypi"),
    ):
        (job,) = publishing_jobs(tmp_path, "x.yml", trigger)
        assert job.environment == expected

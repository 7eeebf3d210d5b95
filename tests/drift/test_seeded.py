"""Seeded mistakes: each wrong name is found on its line, with a suggestion."""

import pytest

from tests.drift import page_code
from tests.drift.known_names import known_names, problem
from tests.drift.name_uses import name_uses
from tests.drift.sources import facts

pytestmark = pytest.mark.drift

REPOSITORY = "awslabs/open-hostfactory-plugin"
PACKAGE = "open-hostfactory-plugin"
INDEX_FORM = 'form {title="https://test.pypi.org/manage/account/publishing/"}'
ENVIRONMENT_FORM = f'form {{title="https://github.com/{REPOSITORY}/settings/environments/new"}}'

#: A fence's info string ("" for prose), its body with a mistake in the last line, the right name.
SEEDS = [
    ("bash", "gh workflow run publish.yml -f environment=test-pypi", "testpypi"),
    ("bash", "gh workflow run publish.yml \\\n  -f environment=pipy", "pypi"),
    ("bash", "gh workflow run publish.yml -f env=pypi", "environment"),
    ("bash", "gh workflow run publish.yaml", "publish.yml"),
    ("console", "$ gh run list --workflow=release.yml", "publish.yml"),
    ("bash", "gh secret list --env test", "testpypi"),
    ("bash", f"gh api repos/{REPOSITORY}/environments/pypy", "pypi"),
    ("bash", "gh run list --repo AWSLabs/open-hostfactory-plugin", REPOSITORY),
    ("bash", "gh secret list --org awslab", "awslabs"),
    (
        "bash",
        "true\n. .venv/bin/activate && pip install --pre open-host-factory-plugin==1",
        PACKAGE,
    ),
    ("bash", "uvx --from open-hostfactory-plugins ohfp --help", PACKAGE),
    ("bash", "python -m twine upload --repository test-pypi dist/*", "testpypi"),
    ("console", "$ true\nhttps://pypi.org/project/openhostfactory-plugin/", PACKAGE),
    (INDEX_FORM, "Owner: AWSLabs", "awslabs"),
    (INDEX_FORM, "Owner: awslabs\nRepository name: hostfactory", PACKAGE),
    (INDEX_FORM, "Workflow name: publish", "publish.yml"),
    (INDEX_FORM, "Environment name (optional): prod", "testpypi"),
    (INDEX_FORM, "Environment name: pypi", "testpypi"),
    (INDEX_FORM, "TestPyPI Project Name: hostfactory-plugin", PACKAGE),
    (ENVIRONMENT_FORM, "Name: pypl", "pypi"),
    ("yaml", "jobs:\n  x:\n    environment: testpypy", "testpypi"),
    ("yaml", "environment:\n  name: production", "pypi"),
    ("yaml", "needs: [buld]", "build"),
    ("yaml", "permissions:\n  id_token: write", "id-token"),
    ("yaml", "if: ${{ inputs.enviroment == 'pypi' }}", "environment"),
    ("diff", "-environment: pypi\n+environment: pypi-prod", "pypi"),
    ("text", "pip install open-hostfactory", PACKAGE),
    ("", "Open `.github/workflows/publish.yaml`.", "publish.yml"),
    ("", "Run `gh api repos/awslabs/openhostfactory-plugin`.", REPOSITORY),
    ("", "[Code](https://github.com/aws-labs/open-hostfactory-plugin)", REPOSITORY),
    ("", "See https://test.pypi.org/project/open-hostfactory-plugins/.", PACKAGE),
    ("", "You get `open-hostfactory-plugin-1.0.tar.gz`.", "open_hostfactory_plugin"),
    ("", "| Environment | `test_pypi` |", "testpypi"),
]


def mistakes(header: str, body: str) -> list[str]:
    """The messages for a page of three lines of front matter, a blank one and one block."""
    block = f"```{header}\n{body}\n```" if header else f"\n{body}"
    pieces = page_code.read("docs/p.md", f"---\ntitle: A page\n---\n\n{block}\n")
    names = known_names(facts(), ["publish.yml"], ["twine"])
    found = [problem(use, names) for piece in pieces for use in name_uses(piece)]
    return [sentence for sentence in found if sentence]


@pytest.mark.parametrize(("header", "body", "right"), SEEDS)
def test_a_seeded_mistake_is_found(header: str, body: str, right: str) -> None:
    """Every message names the file and the mistake's line, and one of them the right name."""
    found = mistakes(header, body)
    place = f"docs/p.md:{6 + body.count(chr(10))}: "
    assert found, "no mistake was found"
    assert all(sentence.startswith(place) for sentence in found), found
    assert any(right in sentence.partition(";")[2] for sentence in found), found


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("", "`TestPyPI` and `PyPI` are sites, `open_hostfactory_plugin` is a module, #publish"),
        ("", "[The action](https://github.com/pypa/gh-action-pypi-publish)"),
        ("bash", "pip install -r wanted.txt 'open-hostfactory-plugin>=1' && ohfp --help"),
        ("bash", "pip install dist/*.whl ./wheel.whl $package"),
        ("bash", "pip install -q twine; uv run pytest"),
        ("bash", 'gh secret list --env NAME\ngh run view "$run"'),
        ("bash", f"gh api -X PUT repos/{REPOSITORY}/environments/pypi -F prevent=true"),
    ],
)
def test_right_names_names_of_others_and_placeholders_are_no_mistakes(
    header: str, body: str
) -> None:
    assert mistakes(header, body) == []


def test_only_uses_in_a_refused_fence_are_marked_as_refused() -> None:
    """Such a fence shows a wrong name on purpose."""
    header = 'console {refused="workflow-input-422"}'
    text = f"```{header}\n$ gh workflow run publish.yml -f environment=test-pypi\n```\n`test-pypi`"
    uses = [use for piece in page_code.read("docs/p.md", text) for use in name_uses(piece)]
    assert {use.refused for use in uses if use.line < 4} == {True}
    assert {use.refused for use in uses if use.line == 4} == {False}

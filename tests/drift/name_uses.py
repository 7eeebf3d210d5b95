"""Finds the names that a piece of code uses, each with its kind: environment, input and so on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from overrides.hooks.facts import workflow_yaml
from tests.drift.commands import commands
from tests.drift.page_code import Code

#: The kind of a name, and the pattern of the context in which it is used.
PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("workflow", r"--workflow[ =](?P<name>[\w./-]+)"),
        ("workflow", r"\bgh workflow (?:run|view|enable|disable) (?P<name>[\w./-]+)"),
        ("workflow file", r"\.github/workflows/(?P<name>\w[\w.-]*)"),
        ("environment", r"--env[ =](?P<name>[\w-]+)"),
        ("environment", r"\brepos/[^/\s]+/[^/\s]+/environments/(?P<name>[\w.-]+)"),
        ("environment", r"^[-+ ]*environment: (?P<name>[\w-]+)$"),
        ("repository", r"\brepos/(?P<name>[\w.-]+/[\w.-]+)"),
        ("repository", r"(?:--repo|-R)[ =](?P<name>[\w.-]+/[\w.-]+)"),
        ("linked repository", r"github\.com/(?P<name>[\w.-]+/[\w-]+(?:\.(?!git\b)[\w-]+)*)"),
        ("owner", r"\borgs/(?P<name>[\w-]+)"),
        ("owner", r"--org[ =](?P<name>[\w-]+)"),
        ("package", r"\bpypi\.org/(?:manage/|rss/)?project/(?P<name>\w[\w.-]*)"),
        ("package", r"\bpypi\.org/(?:pypi|simple|p|integrity)/(?P<name>\w[\w.-]*)"),
        ("distribution", r"\b(?P<name>[A-Za-z][\w.-]*?)-\d[\w.]*?(?:\.tar\.gz|-py3-none-any\.whl)"),
        ("index", r"\btwine\b.* upload\b.*(?:--repository|-r)[ =](?P<name>[\w-]+)"),
        ("input", r"\binputs\.(?P<name>[\w-]+)"),
        ("variable", r"\$\{\{[^}]*\benv\.(?P<name>\w+)"),
    )
)
#: The labels of the web forms' fields, without a remark in parentheses.
LABELS = {
    "PyPI Project Name": "package",
    "TestPyPI Project Name": "package",
    "Owner": "owner",
    "Repository name": "repository name",
    "Workflow name": "workflow",
    "Environment name": "environment",
}
#: A placeholder such as `$run`, `NAME` or `<version>`.
PLACEHOLDER = re.compile(r"[A-Z_]+(?:/[A-Z_]+)?|.*[$<].*")


@dataclass(frozen=True)
class NameUse:
    """One use of a name: the page uses `name` as a `kind`, in a `refused` fence or elsewhere."""

    page: str
    line: int
    kind: str
    name: str
    refused: bool


def name_uses(code: Code) -> list[NameUse]:
    """The names that one piece of code uses, each once, without placeholders."""
    found = [*_patterns(code), *_form(code), *_words(code)]
    if code.language in ("bash", "inline", "text"):
        found += commands(code.joined)
    if code.language == "yaml":
        found += _workflow(code)
    kept = dict.fromkeys(pair for pair in found if not PLACEHOLDER.fullmatch(pair[1]))
    return [NameUse(code.page, code.line_of(name), kind, name, code.refused) for kind, name in kept]


def _patterns(code: Code) -> Iterator[tuple[str, str]]:
    for kind, pattern in PATTERNS:
        for found in pattern.finditer(code.joined):
            yield kind, found["name"].rstrip(".")


def _words(code: Code) -> Iterator[tuple[str, str]]:
    """Every word, because it may be a misspelt name."""
    for word in re.findall(r"\w[\w./-]*\w", code.text):
        yield "word", word


def _form(code: Code) -> Iterator[tuple[str, str]]:
    label, colon, value = code.text.partition(":")
    label = re.sub(r"\s*\(.*\)$", "", label.strip())
    if code.language != "form" or not colon:
        return
    if label in LABELS:
        yield LABELS[label], value.strip()
    if label == "Environment name" and "pypi.org/" in code.title:
        host = code.title.removeprefix("https://").partition("/")[0]
        yield f"environment for {host}", value.strip()
    if label == "Name" and code.title.endswith("/settings/environments/new"):
        yield "environment", value.strip()


def _workflow(code: Code) -> Iterator[tuple[str, str]]:
    """The names in a workflow or a fragment of one; none when it is not YAML."""
    try:
        yield from _tree(workflow_yaml.parse(code.text).value)
    except workflow_yaml.YamlProblem:
        return  # The test of the page fails for such a fence.


def _tree(node: object) -> Iterator[tuple[str, str]]:
    for value in node if isinstance(node, list) else []:
        yield from _tree(value)
    for key, value in node.items() if isinstance(node, dict) else []:
        if key == "environment" and isinstance(value, str):
            yield "environment", value
        elif key == "environment" and isinstance(value, dict) and "name" in value:
            yield "environment", str(value["name"])
        elif key == "needs":
            yield from (("job", str(n)) for n in (value if isinstance(value, list) else [value]))
        elif key == "permissions" and isinstance(value, dict):
            yield from (("permission", str(scope)) for scope in value)
        yield from _tree(value)

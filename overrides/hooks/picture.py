"""The macro `picture()`: who asks whom for what in a release, as a diagram that is a list."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from overrides.hooks.facts import Facts, read

PARTIAL = "partials/picture.html"
#: From left to right, where each of them stands in the picture.
LANES = {"you": "You", "github": "GitHub", "pypi": "PyPI", "sigstore": "Sigstore"}
#: A lane's middle, in percent of the picture's width.
MIDDLES = {lane: (2 * number + 1) * 50 / len(LANES) for number, lane in enumerate(LANES)}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers the macro; the names are read at every build."""
    root = Path(config.config_file_path).parent
    config.plugins["macros"].register_macros(  # type: ignore[attr-defined]
        {"picture": lambda: picture(config, read(root))}
    )
    return config


def picture(config: MkDocsConfig, facts: Facts) -> str:
    """The figure in one piece: a blank line would end the block of HTML for Markdown."""
    environment = facts.workflow.environment_for("pypi.org")
    html = config.theme.get_env().get_template(PARTIAL).render(
        lanes=LANES,
        middles=MIDDLES,
        workflow=facts.workflow.file,
        built_by=facts.workflow.jobs[0].id,
        published_by=environment.job,
        environment=environment.name,
        rehearsal=facts.testpypi_environment,
    )  # fmt: skip
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())

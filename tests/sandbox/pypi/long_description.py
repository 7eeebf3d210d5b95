"""The check that the long description renders, with the renderers that PyPI uses."""

from __future__ import annotations

import email.message
from collections.abc import Callable
from typing import Any

import readme_renderer.markdown
import readme_renderer.rst
import readme_renderer.txt
from packaging.metadata import Metadata

from tests.sandbox.pypi.refusals import refuse

RENDERERS: dict[str, Callable[..., Any]] = {
    "text/plain": readme_renderer.txt.render,
    "text/x-rst": readme_renderer.rst.render,
    "text/markdown": readme_renderer.markdown.render,
}


def check_description(metadata: Metadata) -> None:
    """Refuse a description that does not render; the default format is reStructuredText."""
    if not metadata.description:
        return
    message = email.message.Message()
    message["content-type"] = metadata.description_content_type or "text/x-rst"
    render = RENDERERS[message.get_content_type()]
    parameters = dict((message.get_params() or [])[1:])
    if render(metadata.description, **parameters) is None:
        how = "in the default format of reStructuredText"
        if metadata.description_content_type:
            how = f"for '{metadata.description_content_type}'"
        refuse("metadata-rendering", how=how)

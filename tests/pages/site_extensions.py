"""The options of a Markdown extension in mkdocs.yml, read without importing MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

#: The folder of mkdocs.yml, in a value with the tag `!relative`.
_CONFIG_DIR = "$config_dir"


def options(settings: Path, extension: str) -> dict[str, Any] | None:
    """The options of the extension; None when the site does not use it."""
    for each in _read(settings).get("markdown_extensions", []):
        if each == extension:
            return {}
        if isinstance(each, dict) and extension in each:
            return dict(each[extension] or {})
    return None


def _read(settings: Path) -> dict[str, Any]:
    """The file's values; those with other tags of MkDocs and of Python are None."""

    class Loader(yaml.SafeLoader):
        """A loader of its own, so that SafeLoader stays as it is."""

    def relative(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
        value = str(loader.construct_scalar(node))
        assert value.startswith(_CONFIG_DIR), f"{settings}: write `!relative {_CONFIG_DIR}`"
        return f"{settings.parent}{value.removeprefix(_CONFIG_DIR)}"

    Loader.add_constructor("!relative", relative)
    Loader.add_multi_constructor("!", lambda *_: None)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
    return dict(yaml.load(settings.read_text(encoding="utf-8"), Loader=Loader) or {})

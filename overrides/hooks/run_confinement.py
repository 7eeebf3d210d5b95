"""The macro `confinement()`: how the kernel confined the programs of the last test run."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from overrides.hooks.run_stamp import LEDGER

UNKNOWN = "No test run is recorded in this build."


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers the macro."""
    ledger = Path(config.config_file_path).parent / LEDGER
    macros = {"confinement": lambda: sentence(ledger)}
    config.plugins["macros"].register_macros(macros)  # type: ignore[attr-defined]
    return config


def sentence(ledger: Path) -> str:
    """What the ledger says; UNKNOWN when it is missing, damaged or of an earlier kind."""
    try:
        level = json.loads(ledger.read_text(encoding="utf-8"))["confinement"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return UNKNOWN
    return f"In the last run: {escape(level)}." if isinstance(level, str) else UNKNOWN

"""The report as JSON, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from tests.preflight.render.words import page_url
from tests.preflight.report import EXIT_STATUS, Report


def render(report: Report) -> str:
    """All fields of the report by their names, with the exit status and the pages' addresses."""
    tree = {"exit_status": EXIT_STATUS[report.verdict], **asdict(report)}
    return json.dumps(_with_addresses(tree), indent=2, ensure_ascii=False) + "\n"


def _with_addresses(value: Any) -> Any:
    """Each `page` gets its address beside it, as `page_url`."""
    if isinstance(value, dict):
        tree = {key: _with_addresses(each) for key, each in value.items()}
        if tree.get("page"):
            tree["page_url"] = page_url(tree["page"])
        return tree
    if isinstance(value, list | tuple):
        return [_with_addresses(each) for each in value]
    return value

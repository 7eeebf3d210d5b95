"""The findings of zizmor that matter for publishing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.preflight.report import Finding
from tests.preflight.static.subject import Subject, finding

#: The seconds for zizmor, which takes a tenth of one.
LIMIT = 20
#: What an audit means for a release, and what to do. https://docs.zizmor.sh/audits/
AUDITS = {
    "cache-poisoning": "Build without a cache in a run that publishes.",
    "template-injection": "Put the value into `env` and read it from there.",
    "dangerous-triggers": "Publish in a workflow without this trigger.",
    "github-env": "Do not write values from outside into the environment's file.",
    "bot-conditions": "Do not decide by the name of the actor.",
    "insecure-commands": "Remove `ACTIONS_ALLOW_UNSECURE_COMMANDS`.",
    "secrets-inherit": "Hand on the secrets that are needed, by name.",
    "self-hosted-runner": "Publish on a runner of GitHub.",
    "unsound-condition": "Write the condition without the block's last line break.",
    "overprovisioned-secrets": "Name the secrets that are needed.",
}


def audits(subject: Subject) -> Iterator[Finding]:
    """Without zizmor on this machine, the finding says that its audits were not made."""
    paths = dict.fromkeys([subject.workflow.path, *(step.place.path for step in subject.steps)])
    program = Path(sys.executable).with_name("zizmor")
    command = [str(program), "--offline", "--no-config", "--no-progress", "--format=json"]
    try:
        done = subprocess.run(
            [*command, *paths], cwd=subject.repository, capture_output=True, text=True,
            check=False, timeout=LIMIT,
        )  # fmt: skip
        found = json.loads(done.stdout)
    except FileNotFoundError:
        yield _none(subject, "it is not installed", "Install it: `uv sync` brings it.")
        return
    except (ValueError, subprocess.TimeoutExpired):
        yield _none(subject, "it cannot read these files", "Run `uvx zizmor` on the workflow.")
        return
    yield from _chosen(subject, found)


def _none(subject: Subject, reason: str, remedy: str) -> Finding:
    place = f"{subject.workflow.path}:1"
    return finding("zizmor", "note", place, f"zizmor's audits were not made: {reason}.", remedy)


def _chosen(subject: Subject, found: list[dict[str, Any]]) -> Iterator[Finding]:
    """Each audit once for each job, at its first place."""
    seen = set()
    for each in found:
        ident = str(each["ident"])
        primary = [place for place in each["locations"] if place["symbolic"]["kind"] == "Primary"]
        place = (primary or each["locations"])[0]
        path, job = _path(place), _job(place)
        if ident not in AUDITS or (job and job not in subject.needed) or (ident, job) in seen:
            continue
        seen.add((ident, job))
        line = place["concrete"]["location"]["start_point"]["row"] + 1
        high = each["determinations"]["severity"] == "High"
        where = f"the job `{job}`" if job else "the workflow"
        yield finding(
            f"zizmor/{ident}", "warning" if high else "note", f"{path}:{line}",
            f"{str(each['desc']).capitalize().rstrip('.')}, in {where}.", AUDITS[ident],
        )  # fmt: skip


def _path(place: dict[str, Any]) -> str:
    key = place["symbolic"]["key"].get("Local") or {}
    return str(key.get("verbatim_path") or "")


def _job(place: dict[str, Any]) -> str | None:
    route = place["symbolic"]["route"]["route"]
    keys = [str(part["Key"]) for part in route if "Key" in part]
    return keys[1] if len(keys) > 1 and keys[0] == "jobs" else None


RULES = (audits,)

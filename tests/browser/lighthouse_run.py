"""Runs Lighthouse, which npm installs as package-lock.json pins it, and reads its scores."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import ROOT

#: package.json and package-lock.json, and the copy in which npm installs them.
LOCKED = Path(__file__).with_name("lighthouse")
FOLDER = ROOT / ".cache/lighthouse"
PROGRAM = FOLDER / "node_modules/lighthouse/cli/index.js"
#: Seconds: npm fetches 200 packages; Lighthouse takes half a minute for a page.
INSTALLING, RUNNING = 300.0, 240.0
CHROMIUM = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
    " --disable-component-update --disable-sync"
)
#: Below this index of its own benchmark, Lighthouse takes a machine for too slow to judge by
#: slowing it down four times: SLOW_CPU_BENCHMARK_INDEX_THRESHOLD in its environment.js.
USUAL_INDEX, USUAL_SLOWDOWN = 1000, 4


class NoLighthouseError(RuntimeError):
    """This machine has no Lighthouse; the message is the reason."""


@dataclass(frozen=True)
class Result:
    """The scores by category, from 0 to 1; the audits below 1; the speed of the machine."""

    scores: dict[str, float]
    faults: list[str]
    index: float


def install() -> None:
    """Installs Lighthouse, unless this lock is installed already.

    Raises:
        NoLighthouseError: Node.js or npm is missing, or npm cannot fetch the packages.
    """
    if not (shutil.which("node") and shutil.which("npm")):
        raise NoLighthouseError("Node.js with npm is not on the PATH")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = FOLDER / "installed.json"
        wanted = (LOCKED / "package-lock.json").read_text(encoding="utf-8")
        if not (done.exists() and done.read_text(encoding="utf-8") == wanted):
            _npm_ci()
            done.write_text(wanted, encoding="utf-8")


def _npm_ci() -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCKED / name, FOLDER)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        done = subprocess.run(
            command, cwd=FOLDER, capture_output=True, text=True, timeout=INSTALLING, check=False
        )
    except subprocess.TimeoutExpired:
        raise NoLighthouseError(f"npm ci was ended after {INSTALLING:.0f} s") from None
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if "npm error" in line), "")
        raise NoLighthouseError(f"npm ci ended with {done.returncode}: {reason}")


def run(url: str, browser: str, device: str, slowdown: float, folder: Path) -> Result:
    """One run for the device, `desktop` or `mobile`. Raises RuntimeError with its output."""
    report = folder / "report.json"
    command = ["node", str(PROGRAM), url, "--output=json", f"--output-path={report}", "--quiet"]
    command += ["--no-enable-error-reporting", f"--chrome-flags={CHROMIUM}"]
    if device == "desktop":
        command.append("--preset=desktop")
    else:
        command.append(f"--throttling.cpuSlowdownMultiplier={slowdown:.2f}")
    done = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": browser}, capture_output=True, text=True,
        timeout=RUNNING, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"Lighthouse ended with {done.returncode}: {done.stderr[-2000:]}")
    return _result(json.loads(report.read_text(encoding="utf-8")))


def slowdown(index: float) -> float:
    """How much to slow down a machine of this speed, so that it is as slow as a usual one."""
    return max(1.0, USUAL_SLOWDOWN * min(1.0, index / USUAL_INDEX))


def _result(report: dict[str, Any]) -> Result:
    scores, faults = {}, []
    for name, category in report["categories"].items():
        scores[name] = category["score"] or 0.0
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and (audit["score"] if audit["score"] is not None else 1) < 1:
                items = json.dumps(audit.get("details", {}).get("items", []))[:300]
                faults.append(f"{audit['id']}: {audit.get('displayValue', '')} {items}")
    return Result(scores, faults, report["environment"]["benchmarkIndex"])

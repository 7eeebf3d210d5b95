"""The steps of pypa/gh-action-pypi-publish, in order: exchange, check, attest, upload.

A job runs this module. The messages are the action's (oidc-exchange.py, attestations.py and
twine-upload.sh, v1.14); the real `id`, `twine` and `pypi_attestations` do the work.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from tests.sandbox.runner import token_exchange
from tests.sandbox.runner.action_twine import attests, install, requirements

#: Where the twine of an older version is, in the folder for temporary files.
_FOLDER = "publish-action"
#: The limit for one call of twine, in seconds.
TWINE = 600
_SIGN = Path(__file__).parents[1] / "sigstore" / "sign.py"
_ATTESTATIONS_IGNORED = (
    "::warning title=attestations input ignored::The workflow was run with the 'attestations: "
    "true' input, but an explicit password was also set, disabling Trusted Publishing. As a "
    "result, the attestations input is ignored."
)
_MISSING = (
    "::warning file=# >> PyPA publish to PyPI GHA%3A MISSING DISTS << :: It looks like there are "
    "no Python distribution packages to publish in the directory '{folder}/'. Please verify that "
    "they are in place should you face this problem."
)


def main() -> None:
    folder = Path(os.environ["INPUT_PACKAGES_DIR"])
    ref = os.environ["ACTION_REF"]
    user, password = os.environ["INPUT_USER"], os.environ["INPUT_PASSWORD"]
    trusted = user == "__token__" and not password
    _bring_twine(ref)
    attest = _enabled("ATTESTATIONS") if os.environ["INPUT_ATTESTATIONS"] else attests(ref)
    if trusted:
        password = token_exchange.token(os.environ["INPUT_REPOSITORY_URL"])
    elif attest:
        print(_ATTESTATIONS_IGNORED, flush=True)
    if not [*folder.glob("*.tar.gz"), *folder.glob("*.whl")]:
        print(_MISSING.format(folder=folder), flush=True)
    if _enabled("VERIFY_METADATA"):
        _twine(ref, "check", *_dist_arguments(folder))
    if trusted and attest:
        _attest(folder)
    os.environ |= {
        "TWINE_USERNAME": user, "TWINE_PASSWORD": password,
        "TWINE_REPOSITORY_URL": os.environ["INPUT_REPOSITORY_URL"],
    }  # fmt: skip
    _twine(ref, "upload", *_options(trusted and attest), *_dist_arguments(folder))


def _enabled(name: str) -> bool:
    return os.environ[f"INPUT_{name}"].lower() != "false"


def _dist_arguments(folder: Path) -> list[str]:
    """The expansion of `dist/*`, without hidden files; bash passes the pattern if there is none."""
    shown = [str(path) for path in sorted(folder.glob("*")) if not path.name.startswith(".")]
    return shown or [f"{folder}/*"]


def _options(attest: bool) -> list[str]:
    options = {"--attestations": attest, "--verbose": _enabled("VERBOSE")}
    options["--skip-existing"] = _enabled("SKIP_EXISTING")
    return ["--disable-progress-bar", *(name for name, enabled in options.items() if enabled)]


def _attest(folder: Path) -> None:
    print("::notice::Generating and uploading digital attestations", flush=True)
    dists = [path for ending in ("tar.gz", "zip", "whl") for path in folder.glob(f"*.{ending}")]
    arguments = ["--trust-config", os.environ["SANDBOX_TRUST"]]
    runpy.run_path(str(_SIGN))["main"]([*arguments, *(str(path.resolve()) for path in dists)])


def _bring_twine(ref: str) -> None:
    """Install the action's twine, which its image has: before PyPI knows the project of the run."""
    folder = Path(os.environ["RUNNER_TEMP"], _FOLDER)
    if (needed := requirements(ref)) and not folder.exists():
        install(needed, folder)


def _twine(ref: str, *arguments: str) -> None:
    """Run the action's twine; a failure ends the process with twine's exit status.

    That of the newest version runs in this process.
    """
    if requirements(ref):
        python = Path(os.environ["RUNNER_TEMP"], _FOLDER, "bin", "python")
        sys.stdout.flush()
        done = subprocess.run(
            [str(python), "-P", "-m", "twine", *arguments], check=False, timeout=TWINE
        )
        if done.returncode:
            sys.exit(done.returncode)
        return
    sys.argv = ["twine", *arguments]
    try:
        runpy.run_module("twine", run_name="__main__", alter_sys=True)
    except SystemExit as stopped:
        if stopped.code not in (None, 0, False):
            _end(stopped)


def _end(stopped: SystemExit) -> NoReturn:
    sys.stdout.flush()
    sys.exit(stopped.code)


if __name__ == "__main__":
    main()

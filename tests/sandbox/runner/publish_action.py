"""The steps of pypa/gh-action-pypi-publish in its order: exchange, check, attest, upload.

Run inside a job. The words are the action's (oidc-exchange.py, attestations.py and
twine-upload.sh, v1.14); the work is done by the real `id`, `twine` and `pypi_attestations`.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import NoReturn

from tests.sandbox.runner import token_exchange

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
    user, password = os.environ["INPUT_USER"], os.environ["INPUT_PASSWORD"]
    trusted = user == "__token__" and not password
    attest = _on("ATTESTATIONS")
    if trusted:
        password = token_exchange.token(os.environ["INPUT_REPOSITORY_URL"])
    elif attest:
        print(_ATTESTATIONS_IGNORED, flush=True)
    if not [*folder.glob("*.tar.gz"), *folder.glob("*.whl")]:
        print(_MISSING.format(folder=folder), flush=True)
    if _on("VERIFY_METADATA"):
        _twine("check", *_everything(folder))
    if trusted and attest:
        _attest(folder)
    os.environ |= {
        "TWINE_USERNAME": user, "TWINE_PASSWORD": password,
        "TWINE_REPOSITORY_URL": os.environ["INPUT_REPOSITORY_URL"],
    }  # fmt: skip
    _twine("upload", *_options(trusted and attest), *_everything(folder))


def _on(name: str) -> bool:
    return os.environ[f"INPUT_{name}"].lower() != "false"


def _everything(folder: Path) -> list[str]:
    """The shell's `dist/*`: what is there, or the pattern itself."""
    return [str(path) for path in sorted(folder.glob("*"))] or [f"{folder}/*"]


def _options(attest: bool) -> list[str]:
    chosen = {"--attestations": attest, "--verbose": _on("VERBOSE")}
    chosen["--skip-existing"] = _on("SKIP_EXISTING")
    return ["--disable-progress-bar", *(option for option, wanted in chosen.items() if wanted)]


def _attest(folder: Path) -> None:
    print("::notice::Generating and uploading digital attestations", flush=True)
    dists = [path for ending in ("tar.gz", "zip", "whl") for path in folder.glob(f"*.{ending}")]
    arguments = ["--trust-config", os.environ["SANDBOX_TRUST"]]
    runpy.run_path(str(_SIGN))["main"]([*arguments, *(str(path.resolve()) for path in dists)])


def _twine(*arguments: str) -> None:
    """The real command in this process; a refusal ends the step with its status."""
    sys.argv = ["twine", *arguments]
    try:
        runpy.run_module("twine", run_name="__main__", alter_sys=True)
    except SystemExit as done:
        if done.code not in (None, 0, False):
            _end(done)


def _end(done: SystemExit) -> NoReturn:
    sys.stdout.flush()
    sys.exit(done.code)


if __name__ == "__main__":
    main()

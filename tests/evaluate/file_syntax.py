"""Parses the files that a page shows, by the program or the library that reads such files."""

from __future__ import annotations

import ast
import configparser
import shutil

from tests.evaluate.context import EvaluationContext
from tests.pages import documents

#: The shell that parses a script (`-n` runs nothing), by the language of the fence.
SHELLS = {"bash": "bash", "shell": "bash", "sh": "sh"}
DOCUMENTS = ("yaml", "yml", "toml", "json")


def problem(language: str, text: str, context: EvaluationContext) -> str | None:
    """The end of a sentence when the text is not in its language; None for other languages."""
    if language in SHELLS:
        return _script(SHELLS[language], text, context)
    try:
        if language in ("python", "py"):
            ast.parse(text)
        elif language in DOCUMENTS:
            documents.parse(language, text)
        elif language in ("ini", "cfg"):
            configparser.RawConfigParser().read_string(text)
    except SyntaxError as error:
        return f"is not Python: {error.msg} (line {error.lineno} of the block)"
    except documents.DocumentProblem as error:
        return f"is {error}"
    except configparser.Error as error:
        return f"is not INI: {' '.join(str(error).split())}"
    return None


def _script(shell: str, text: str, context: EvaluationContext) -> str | None:
    """The first message of the shell; a here-document without its end is only a warning."""
    environment = context.environment
    path = shutil.which(shell, path=environment.variables.get("PATH")) or f"/bin/{shell}"
    done = environment.programs.run(
        [path, "-n"], environment.variables, environment.folder, text=text, seconds=context.seconds
    )
    first = done.stderr.strip().split("\n")[0].removeprefix(f"{path}: ")
    return f"is not a script of {shell}: {first}" if first or done.returncode else None

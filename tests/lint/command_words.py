"""The rules for the words of a simple command: builtins and variables that change the shell."""

from __future__ import annotations

from tree_sitter import Node

from tests.lint.syntax import literal, text_of

_ENDS = "ends the block before its last line"
_OPTIONS = "changes the options of the shell, so that a failure may go unseen"
_HIDES = "can hide a program that a later command names"
_RUNS = "hides which program runs: write the command itself"
_JOBS = "is about background processes, whose failure is lost"
#: Builtins, and programs that run others, by the reason why a block may not use them.
REFUSED = {
    **dict.fromkeys(("return", "exit", "logout"), _ENDS),
    **dict.fromkeys(("break", "continue"), "leaves out the commands after it"),
    **dict.fromkeys(("set", "shopt", "ulimit"), _OPTIONS),
    "trap": "changes a trap of the shell, so that a failure may go unseen",
    "exec": "replaces the shell, so no later command runs",
    **dict.fromkeys(("alias", "unalias", "hash", "enable"), _HIDES),
    **dict.fromkeys(("eval", "command", "builtin", "time", "coproc", "nohup", "setsid"), _RUNS),
    **dict.fromkeys(("wait", "disown", "kill", "suspend", "jobs", "fg", "bg"), _JOBS),
}
#: Shells: what they read is not checked, unless it is a file of the page.
SHELLS = ("bash", "sh", "dash", "zsh", "ksh")
#: Variables that decide which program a name means, or how a shell reads a line.
VARIABLES = {
    "PATH", "BASH_ENV", "ENV", "IFS", "SHELLOPTS", "BASHOPTS", "PROMPT_COMMAND", "GLOBIGNORE",
    "POSIXLY_CORRECT", "LD_PRELOAD", "LD_LIBRARY_PATH", "PIPESTATUS", "LINENO",
}  # fmt: skip


def refused(node: Node) -> str | None:
    """The reason against a command, a declaration, `unset` or a test; None when it is allowed."""
    if node.type == "command":
        return _command(node) or _variables(node)
    if node.type in ("declaration_command", "unset_command"):
        if text_of(node).split()[0] == "local":
            return "declares a variable of a function, and there is none"
        return _variables(node)
    if node.type in ("test_command", "variable_assignments"):
        return _variables(node)
    return f"is a {node.type.replace('_', ' ')}, for which there is no rule"


def variable(name: str) -> str | None:
    """The reason against a change of the variable; None when it is allowed."""
    if name in VARIABLES:
        return f"changes `{name}`, which decides what a command is or does"
    return None


def _command(node: Node) -> str | None:
    name = literal(node.child_by_field_name("name"))
    words = [literal(argument) for argument in node.children_by_field_name("argument")]
    if name is None:
        return "takes its program from a variable: write its name"
    if name in SHELLS and not (words and words[0] and not words[0].startswith("-")):
        return f"gives code to `{name}` that nothing checks: write the commands in the block"
    if name == "env" and words:
        return _RUNS
    return f"uses `{name}`, which {REFUSED[name]}" if name in REFUSED else None


def _variables(node: Node) -> str | None:
    """The reason against a variable that is set or removed."""
    names = [
        text_of(child.named_children[0] if child.type == "variable_assignment" else child)
        for child in node.named_children
        if child.type in ("variable_assignment", "variable_name")
    ]
    return next(filter(None, map(variable, names)), None)

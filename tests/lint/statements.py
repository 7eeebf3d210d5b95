"""The rules for the statements of a block: which hide a failure, or leave out a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tree_sitter import Node

from tests.lint import command_words, here_documents, substitutions
from tests.lint.findings import Finding
from tests.lint.syntax import inside, literal, parse, text_of

#: Statements that a block of a guide does without, and why.
REFUSED = {
    "if_statement": "has a branch that does not run: write the commands of one way",
    "case_statement": "has a branch that does not run: write the commands of one way",
    "c_style_for_statement": "may run no command: write `for x in …` with the values",
    "function_definition": "is a function, which can hide a program and a failure: write its"
    " commands in the block",
}
#: What has the status of the last statement of a sequence: the block, a command, or nothing.
BLOCK, COMMAND, NOWHERE = "block", "command", "nowhere"
#: Statements whose commands follow one another. bash ignores a failing `a && b` in the last two.
SEQUENCES = {"subshell": COMMAND, "compound_statement": NOWHERE, "do_group": NOWHERE}
#: The parts of a `for` that are no statements.
WORDS = {
    "word", "number", "string", "raw_string", "variable_name", "concatenation",
    "simple_expansion", "expansion", "brace_expression",
}  # fmt: skip


def finding(text: str) -> Finding | None:
    """The first finding in the block; None when a failure of each of its commands fails it."""
    root = parse(text)
    if root.has_error:
        return _syntax(root)
    return next(_sequence(root.children, BLOCK), None)


def negated(text: str) -> bool:
    """Whether the last statement is `! …`, whose program must have ended with status 1."""
    statements = [node for node in parse(text).named_children if node.type != "comment"]
    return bool(statements) and _negates(statements[-1])


def _negates(node: Node) -> bool:
    """Whether a statement is `! a` or `! a | b`, which the grammar reads as a pipeline of `! a`."""
    return "negated_command" in (node.type, node.type == "pipeline" and node.children[0].type)


def _syntax(root: Node) -> Finding:
    """Where the parser stops. A here-document without its end is only a warning of bash."""
    wrong = next(node for node in inside(root) if node.is_error or node.is_missing)
    if wrong.type == "heredoc_end":
        return Finding.at(wrong.parent or root, "begins a here-document that does not end")
    return Finding.at(wrong, "is not bash, or too unusual for its parser (tree-sitter)")


def _sequence(nodes: Sequence[Node], last: str = NOWHERE) -> Iterator[Finding]:
    """The findings in statements and the tokens between them. `last` is as in SEQUENCES."""
    statements = [node for node in nodes if node.is_named and node.type != "comment"]
    for node in nodes:
        if node.type == "&":
            yield Finding.at(node, "runs in the background, where its failure is lost")
        elif node in statements:
            yield from _statement(node, node == statements[-1], last)


def _statement(node: Node, ends: bool, last: str) -> Iterator[Finding]:
    """The findings in one statement. `ends`: it is the last of its sequence."""
    if node.type in REFUSED:
        yield Finding.at(node, REFUSED[node.type])
    elif _negates(node) and not (ends and last == BLOCK):
        yield Finding.at(node, "begins with `!`, so a failure of its program goes unseen")
    elif node.type == "list":
        yield from _list(node, ends and last != NOWHERE)
    elif node.type == "negated_command":
        yield from _sequence(node.children[1:])
    elif node.type == "while_statement":
        yield from _loop(node)
    elif node.type == "variable_assignment":
        yield from _assignment(node)
    elif node.type in ("pipeline", "for_statement", *SEQUENCES):
        yield from _compound(node)
    elif node.type == "redirected_statement":
        yield from here_documents.findings(node)
        yield from substitutions.masked(node, node.children[:1])
        yield from _sequence(node.children[:1])
    else:
        if reason := command_words.refused(node):
            yield Finding.at(node, reason)
        yield from substitutions.masked(node)


def _compound(node: Node) -> Iterator[Finding]:
    first, *rest = node.children
    parts = [*(first.children[1:] if _negates(node) else [first]), *rest]
    inner = [each for each in parts if _runs(each)]
    yield from substitutions.masked(node, [*inner, first] if _negates(node) else inner)
    yield from _sequence(inner, SEQUENCES.get(node.type, NOWHERE))


def _runs(node: Node) -> bool:
    """Whether a child of a statement is a statement or a token, and no word or name."""
    return node.type not in WORDS and not substitutions.is_substitution(node)


def _list(node: Node, counts: bool) -> Iterator[Finding]:
    """A failure of `a` in `a && b` fails the list, but ends nothing, as with `set -e`.

    `counts`: the status of the list is seen.
    """
    left, operator, right = node.children[0], node.children[1], node.children[-1]
    if operator.type != "&&":
        yield Finding.at(node, f"hides the failure of `{text_of(left)}` by `||`")
    elif not counts:
        reason = "hides the failure of its first command by `&&`: use a line for each"
        yield Finding.at(node, reason)
    yield from _statement(left, True, COMMAND)
    yield from _statement(right, True, COMMAND)


def _loop(node: Node) -> Iterator[Finding]:
    """`until` ends when its condition succeeds, `while` also when the condition is mistyped."""
    keyword, condition, body = node.children[0], node.children[1], node.children[-1]
    commands = [each for each in inside(body) if each.type == "command"]
    names = {literal(each.child_by_field_name("name")) for each in commands}
    if keyword.type == "while" and not text_of(condition).startswith("read "):
        yield Finding.at(node, "ends when its condition fails, for whatever reason: use `until`")
    elif keyword.type == "until" and names != {"sleep"}:
        yield Finding.at(node, "has a body that may not run: between tries it may only `sleep`")
    yield from _sequence([_without_limit(condition)])
    yield from _sequence(body.children)


def _without_limit(condition: Node) -> Node:
    """`a` of `a || [ "$SECONDS" -gt "$end" ]`, which ends the loop in time."""
    if condition.type != "list":
        return condition
    left, operator, right = condition.children[0], condition.children[1], condition.children[-1]
    limited = right.type == "test_command" and '"$SECONDS" -gt ' in text_of(right)
    return left if operator.type == "||" and limited else condition


def _assignment(node: Node) -> Iterator[Finding]:
    if reason := command_words.variable(text_of(node.named_children[0])):
        yield Finding.at(node, reason)
    yield from substitutions.in_assignment(node)
    for each in substitutions.outermost(node):
        yield from _sequence(each.children, COMMAND)

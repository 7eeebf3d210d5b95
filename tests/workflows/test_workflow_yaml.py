"""YAML is read as GitHub reads it, and every mistake has its line and column."""

from __future__ import annotations

from typing import Any

import pytest

from overrides.hooks.facts.workflow_yaml import DuplicateKey, YamlProblem, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"), ("on", "on"), ("Off", "Off"), ("y", "y"),
        ("true", True), ("True", True), ("TRUE", True), ("tRUE", "tRUE"), ("'true'", "true"),
        ("0777", 777), ("0o777", 511), ("0x1F", 31), ("+12", 12), ("-0", 0),
        ("1:30", "1:30"), ("1_000", "1_000"), ("0b11", "0b11"), ("2026-11-26", "2026-11-26"),
        ("3.10", 3.1), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("1.e", "1.e"),
        ("-.INF", float("-inf")), (".infinite", ".infinite"),
        ("", None), ("~", None), ("Null", None), ("nULL", "nULL"), ("=", "="), ("<<", "<<"),
        ("!!str 12", "12"), ("!!int '12'", 12), ("!!bool TRUE", True),
    ],
)  # fmt: skip
def test_a_plain_value_has_the_type_of_yaml_1_2(text: str, value: Any) -> None:
    """The cases of YamlObjectReader.cs (MatchNull, MatchBoolean, MatchInteger, MatchFloat)."""
    read = parse(f"a: {text}").value["a"]
    assert (type(read), read) == (type(value), value)


def test_every_key_is_text() -> None:
    """GitHub converts the keys `true`, `12` and null to text; `on` is text in YAML 1.2."""
    assert list(parse("{on: 1, true: 2, 12: 3, ~: 4, yes: 5}").value) == [
        "on", "true", "12", "", "yes",
    ]  # fmt: skip


def test_an_anchor_is_resolved_and_a_merge_key_is_not() -> None:
    """GitHub supports anchors since September 2025, and no merge keys."""
    assert parse("a: &x {b: 1}\nc: *x\nd: {<<: *x}").value == {
        "a": {"b": 1}, "c": {"b": 1}, "d": {"<<": {"b": 1}},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("jobs: a: b", (1, 8), "mapping values are not allowed in this context"),
        ("a: 1\nb:\n  c: 2\n  C: 3", (4, 3), "'C' is already defined"),
        ("jobs:\n  a: {}\n  a: {}", (3, 3), "'a' is already defined"),
        ("on: push\n'on': push", (2, 1), "'on' is already defined"),
        ("a: !!int x", (1, 4), "The value 'x' is invalid for the type 'tag:yaml.org,2002:int'"),
        ("a: !!int 1_000", (1, 4),
         "The value '1_000' is invalid for the type 'tag:yaml.org,2002:int'"),
        ("a: !!int ' 1 '", (1, 4),
         "The value ' 1 ' is invalid for the type 'tag:yaml.org,2002:int'"),
        ("a: !!null x", (1, 4), "The value 'x' is invalid for the type 'tag:yaml.org,2002:null'"),
        ("a: !!bool tRUE", (1, 4),
         "The value 'tRUE' is invalid for the type 'tag:yaml.org,2002:bool'"),
        ("a: !!float nan", (1, 4),
         "The value 'nan' is invalid for the type 'tag:yaml.org,2002:float'"),
        ("a:\n  - !custom x", (2, 5), "Unexpected tag '!custom'"),
        ("a: !custom {b: 1}", (1, 4), "Unexpected tag '!custom'"),
        ("a: !custom [b]", (1, 4), "Unexpected tag '!custom'"),
        ("a: !!set {b}", (1, 4), "Unexpected tag 'tag:yaml.org,2002:set'"),
        ("? [a]\n: 1", (1, 3), "a key must be a single value"),
        ("a: &x [*x]", (1, 4), "this nests too deep; no alias may contain itself"),
        ("a: *none", (1, 4), "found undefined alias"),
        ("- &a [" + "1," * 500 + "]" + "\n- *a" * 100, (1, 805), "this has more than 50000 values"),
    ],
)  # fmt: skip
def test_yaml_that_github_refuses_is_an_error_with_its_position(
    text: str, position: tuple[int, int], message: str
) -> None:
    with pytest.raises(YamlProblem) as problem:
        parse(text)
    assert (problem.value.position, str(problem.value)) == (position, message)
    assert isinstance(problem.value, DuplicateKey) == ("already" in message)


def test_any_tag_is_read_where_it_is_wanted() -> None:
    """A file of mkdocs has tags such as `!ENV`, on values of every kind."""
    text = "a: !x {b: 1}\nc: !x [1]\nd: !x 1\ne: !!map {}\nf: !!seq []"
    assert parse(text, any_tag=True).value == {"a": {"b": 1}, "c": [1], "d": "1", "e": {}, "f": []}


def test_positions_are_those_of_keys_and_values() -> None:
    document = parse("jobs:\n  build:\n    steps:\n      - run: one\n      - uses: x\n")
    assert document.key_at(("jobs", "build")) == (2, 3)
    assert document.value_at(("jobs", "build")) == (3, 5)
    assert document.key_at(("jobs", "build", "steps", 1, "uses")) == (5, 9)
    assert document.value_at(("jobs", "build", "steps", 1, "uses")) == (5, 15)
    assert document.key_at(("jobs", "build", "steps", 0, "no", "such")) == (4, 9)
    assert document.key_at(("no",)) == (1, 1)

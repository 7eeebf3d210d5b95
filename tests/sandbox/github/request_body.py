"""The types of the fields in a request's body, and GitHub's answer to others.

Clients of the API quote the message: "Invalid request.\\n\\nFor 'properties/body', nil is not a
string." and "Invalid request.\\n\\nFor 'items', \\"491327810\\" is not an integer.". It is that of
https://github.com/brandur/json_schema, which names only the last part of the place.
The types are those of https://docs.github.com/rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.sandbox.github.api_call import ApiError

Schema = Mapping[str, Any]
_PYTHON = {
    "integer": int, "string": str, "boolean": bool, "array": list, "object": dict,
    "null": type(None),
}  # fmt: skip


def _type(*names: str, **more: Any) -> Schema:
    return {"type": names, **more}


def _object(*required: str, **properties: Schema) -> Schema:
    return {"type": ("object",), "properties": properties, "required": required}


_STRING, _BOOLEAN, _INTEGER = _type("string"), _type("boolean"), _type("integer")
_POLICY = _object(protected_branches=_BOOLEAN, custom_branch_policies=_BOOLEAN)
_RELEASE = {
    "tag_name": _STRING, "target_commitish": _STRING, "name": _STRING, "body": _STRING,
    "draft": _BOOLEAN, "prerelease": _BOOLEAN,
}  # fmt: skip

#: The bodies by the name of their handler.
BODIES: Mapping[str, Schema] = {
    "create_workflow_dispatch": _object(
        "ref", ref=_STRING, inputs=_type("object"), return_run_details=_BOOLEAN
    ),
    "put_environment": _object(
        wait_timer=_INTEGER, prevent_self_review=_BOOLEAN,
        reviewers=_type("array", "null", items=_object(type=_STRING, id=_INTEGER)),
        deployment_branch_policy={**_POLICY, "type": ("object", "null")},
    ),
    "create_policy": _object("name", name=_STRING, type=_STRING),
    "review_pending_deployments": _object(
        "environment_ids", "state", "comment",
        environment_ids=_type("array", items=_INTEGER), state=_STRING, comment=_STRING,
    ),
    "set_permissions": _object(
        "enabled", enabled=_BOOLEAN, allowed_actions=_STRING, sha_pinning_required=_BOOLEAN
    ),
    "set_selected_actions": _object(
        github_owned_allowed=_BOOLEAN, verified_allowed=_BOOLEAN,
        patterns_allowed=_type("array", items=_STRING),
    ),
    "create_ruleset": _object(
        "name", "enforcement", name=_STRING, target=_STRING, enforcement=_STRING,
        conditions=_type("object"), rules=_type("array", items=_object("type", type=_STRING)),
        bypass_actors=_type(
            "array",
            items=_object(
                "actor_type", actor_type=_STRING, bypass_mode=_STRING,
                actor_id=_type("integer", "null"),
            ),
        ),
    ),
    "generate_notes": _object("tag_name", tag_name=_STRING),
    "create_release": _object("tag_name", **_RELEASE, generate_release_notes=_BOOLEAN),
    "update_release": _object(**_RELEASE),
}  # fmt: skip


def check(handler: str, body: Mapping[str, Any]) -> None:
    """Raises ApiError 422 for a body that has a field of another type, or lacks a required one."""
    if problems := list(_problems(BODIES.get(handler, {}), body, "")):
        raise ApiError(422, "Invalid request.\n\n" + "\n".join(problems))


def _problems(schema: Schema, value: Any, place: str) -> Iterator[str]:
    types: Sequence[str] = schema.get("type", ())
    if types and not any(_is(value, name) for name in types):
        names = " or ".join(name if name == "null" else _with_article(name) for name in types)
        yield f"For '{place}', {_inspected(value)} is not {names}."
        return
    if isinstance(value, Mapping):
        missing = [name for name in schema.get("required", ()) if name not in value]
        if missing:
            yield ", ".join(f'"{name}"' for name in missing) + " wasn't supplied."
        for name, part in schema.get("properties", {}).items():
            if name in value:
                yield from _problems(part, value[name], f"properties/{name}")
    for each in value if isinstance(value, list) else ():
        yield from _problems(schema.get("items", {}), each, "items")


def _is(value: Any, name: str) -> bool:
    """True and False are no integers in JSON."""
    found = "boolean" if isinstance(value, bool) else name
    return name == found and isinstance(value, _PYTHON[name])


def _with_article(name: str) -> str:
    return f"{'an' if name[0] in 'aio' else 'a'} {name}"


def _inspected(value: Any) -> str:
    """The value as Ruby's `inspect` writes it."""
    if value is None:
        return "nil"
    if isinstance(value, list):
        return f"[{', '.join(map(_inspected, value))}]"
    if isinstance(value, Mapping):
        pairs = [f"{json.dumps(key)} => {_inspected(each)}" for key, each in value.items()]
        return f"{{{', '.join(pairs)}}}"
    return json.dumps(value, ensure_ascii=False)

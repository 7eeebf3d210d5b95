"""Whether a refusal is the one that the page names: by the services' own word, and by its words."""

from __future__ import annotations

import re

from tests.harness.scene import Scene, came

SYMPTOMS = "troubleshooting"


def unlike(symptom: str, output: str, scene: Scene) -> str | None:
    """None when the services refused with `symptom` and its exact words were printed."""
    met = scene.stage.refusals()
    if met and symptom not in met:
        return f"expected the refusal `{symptom}`, the services refused with {_list(met)}"
    says = _says(symptom, scene)
    if says is None:
        page = scene.book.before(f"{SYMPTOMS}/{symptom}.md")
        return None if met else f"no page {page} says how `{symptom}` is worded"
    if not says:
        return f"the page of `{symptom}` has no `says` in its front matter"
    if any(_occurs(words, output) for words in says):
        return None
    return f"the words of `{symptom}` ({_list(list(says))}) were not printed{came(output)}"


def _says(symptom: str, scene: Scene) -> tuple[str, ...] | None:
    """The words of the page about the symptom, else those of the page that shows it; or None."""
    if scene.page.front.symptom == symptom:
        return scene.page.front.says
    try:
        return scene.book.page(scene.book.before(f"{SYMPTOMS}/{symptom}.md")).front.says
    except OSError:
        return scene.page.front.says or None


def _occurs(words: str, output: str) -> bool:
    """Blanks and line ends are one: a program wraps its words to the window."""
    printed = " ".join(output.split())
    if len(words) > 2 and words.startswith("/") and words.endswith("/"):
        return re.search(words[1:-1], printed) is not None
    return " ".join(words.split()) in printed


def _list(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))

"""Lets a browser break a long word in a block of code where a reader would: at `_`, `[`, `=`."""

from __future__ import annotations

import re

#: A phone shows about forty characters in a line.
LONGEST = 30
_BLOCK = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
_LONG = re.compile(rf"[^\s<>]{{{LONGEST},}}")
#: Before `[`, and behind the others. A browser breaks at `/` and `-` without help.
_PLACE = re.compile(r"(?<=\w)(?=\[)|(?<=[\]_=,.])(?=\w)")


def on_post_page(output: str, **_: object) -> str:
    """Marks the places in the finished page: the index of the search has read it before."""
    return _BLOCK.sub(lambda block: with_places(block[0]), output)


def with_places(html: str) -> str:
    """The block with a `wbr` at each place of a long word; what is copied stays the same."""
    pieces = _TAG.split(html)  # text, tag, text, tag, ...
    pieces[::2] = [
        _LONG.sub(lambda word: _PLACE.sub("<wbr>", word[0]), text) for text in pieces[::2]
    ]
    return "".join(pieces)

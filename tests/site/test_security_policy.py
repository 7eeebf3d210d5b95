"""Each page forbids, by its Content-Security-Policy, every script that is not the site's own."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks import security_policy

POLICY = "//meta[@http-equiv='Content-Security-Policy']"


@pytest.fixture(scope="module")
def trees(site: Path) -> dict[str, Any]:
    """Every built page, redirects and the 404 page as well."""
    paths = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): lxml.html.parse(str(path)) for path in paths}


def directives(tree: Any) -> dict[str, list[str]]:
    """The sources of each directive of the page's one policy."""
    (policy,) = tree.xpath(f"{POLICY}/@content")
    found = [directive.split() for directive in policy.split(";")]
    return {name: sources for name, *sources in found}


def test_no_page_allows_unsafe_scripts_or_styles_or_another_host(trees: dict[str, Any]) -> None:
    assert len(trees) > 100
    for name, tree in trees.items():
        found = directives(tree)
        assert found["default-src"] == found["base-uri"] == found["form-action"] == ["'none'"], name
        for directive, sources in found.items():
            others = {each for each in sources if not each.startswith("'sha256-")}
            assert others <= {"'self'", "'none'", "data:"}, (name, directive)
            assert "data:" not in others or directive == "img-src", (name, directive)


def test_each_inline_script_is_allowed_by_its_hash_and_comes_after_the_policy(
    trees: dict[str, Any],
) -> None:
    """lxml finds the scripts here, an expression in the hook."""
    count = 0
    for name, tree in trees.items():
        allowed = directives(tree)["script-src"]
        assert not tree.xpath(f"//script[following::{POLICY.lstrip('/')}]"), name
        for script in tree.xpath("//script[not(@src)][not(@type='application/json')]"):
            digest = b64encode(sha256(script.text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in allowed, (name, script.text[:80])
            count += 1
    assert count > len(trees)


def test_no_page_has_a_handler_a_style_or_a_script_in_an_attribute(trees: dict[str, Any]) -> None:
    """The policy would refuse them, and the page would miss them."""
    refused = "//@*[starts-with(name(), 'on') or name() = 'style' or starts-with(., 'javascript:')]"
    found = {name: tree.xpath(f"{refused} | //style") for name, tree in trees.items()}
    assert not {name: each for name, each in found.items() if each}


def test_all_pages_have_the_same_policy(trees: dict[str, Any]) -> None:
    """The policy of the first page holds for those that the theme shows without a load."""
    pages = [tree for tree in trees.values() if not tree.xpath("//meta[@http-equiv='refresh']")]
    assert len({tuple(tree.xpath(f"{POLICY}/@content")) for tree in pages}) == 1


def test_a_page_without_its_mark_stops_the_build(tmp_path: Path) -> None:
    """Another version of the theme may begin otherwise."""
    (tmp_path / "a.html").write_text("<head><script>1</script></head>")
    config = MkDocsConfig()
    config.site_dir = str(tmp_path)
    with pytest.raises(PluginError, match=r"^a\.html: no <meta charset"):
        security_policy.on_post_build(config)

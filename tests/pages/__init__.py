"""Read pages: front matter, fences, snippets, rendered blocks. No pytest and no processes."""

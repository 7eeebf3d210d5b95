"""What a page is: front matter, fences, snippets, rendered blocks. No pytest, no processes."""

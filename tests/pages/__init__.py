"""A page: its front matter, fences, included snippets and rendered blocks. No processes."""

"""From a pasted log to its page, in a terminal and in the tests, by the site's own script."""

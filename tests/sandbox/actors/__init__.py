"""People and programs that act on the stand-ins: a browser, another maintainer, a bot."""

"""Which page of the guide a log is about: the site's own matching, for a terminal."""

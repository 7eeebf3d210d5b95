"""Whether the next release of any repository would publish, tried offline."""

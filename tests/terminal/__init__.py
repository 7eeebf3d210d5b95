"""The shell of a page: a persistent bash in a pseudo-terminal, its output, its processes."""

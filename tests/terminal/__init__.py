"""A reader's terminal: a persistent bash in a pseudo-terminal, its output, its processes."""

"""The reader's machine: home, programs, clone, browser."""

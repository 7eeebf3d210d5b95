"""Confines programs by the kernel: Landlock, seccomp with a supervisor, resource limits."""

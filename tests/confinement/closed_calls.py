"""The system calls that no program may make, and those on a process, which it may on its own."""

from __future__ import annotations

#: New interfaces to the kernel, and calls that need more rights than a page's program has.
REFUSED = (
    "add_key", "bpf", "fsconfig", "fsmount", "fsopen", "io_uring_setup", "kexec_load", "keyctl",
    "mount", "mount_setattr", "move_mount", "open_tree", "perf_event_open", "pivot_root",
    "request_key", "setns", "swapon", "umount2", "unshare", "userfaultfd",
)  # fmt: skip
#: Memory that the supervisor cannot read; objects that stay when the sandbox ends, and that all
#: processes of the user share.
ABSENT = (
    "file_setattr", "memfd_secret", "mq_open", "mq_unlink", "msgget", "semget", "shmget",
)  # fmt: skip
#: Attributes of files, which Landlock does not cover. Programs copy files without them.
ATTRIBUTES = (
    "fremovexattr", "fsetxattr", "lremovexattr", "lsetxattr", "removexattr", "removexattrat",
    "setxattr", "setxattrat",
)  # fmt: skip
#: Send a signal: the first argument is the process, the second the signal.
SIGNALS = ("kill", "rt_sigqueueinfo", "tkill")
#: Change how a process is scheduled, which Linux allows for any process of the same user: the
#: number of the argument for the process, and the first argument that stands for one process.
SCHEDULING: dict[str, tuple[int, int | None]] = {
    "ioprio_set": (1, 1),
    "sched_setaffinity": (0, None),
    "sched_setattr": (0, None),
    "sched_setparam": (0, None),
    "sched_setscheduler": (0, None),
    "setpriority": (1, 0),
}

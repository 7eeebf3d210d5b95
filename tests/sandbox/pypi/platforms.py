"""The platform tags of wheels that PyPI accepts (warehouse/forklift/legacy.py)."""

from __future__ import annotations

import re

_MAC = "ppc|ppc64|i386|x86_64|arm64|intel|fat|fat3|fat64|universal|universal2"
_LINUX = "x86_64|i686|aarch64|armv7l|ppc64le|s390x|riscv64"

#: Patterns for a whole tag.
ACCEPTED = tuple(
    re.compile(pattern)
    for pattern in (
        "any",
        "win32|win_arm64|win_amd64|win_ia64",
        "manylinux(1|2010)_(x86_64|i686)",
        "manylinux2014_(x86_64|i686|aarch64|armv7l|ppc64|ppc64le|s390x)",
        "linux_armv[67]l",
        rf"manylinux_\d+_\d+_({_LINUX}|ppc64)",
        rf"musllinux_\d+_\d+_({_LINUX})",
        # Releases of macOS 10 raised the minor number; since 11 they raise the major one.
        rf"macosx_10_\d+_({_MAC})",
        rf"macosx_(11|12|13|14|15|26)_0_({_MAC})",
        r"ios_\d+_\d+_(arm64|x86_64)_(iphoneos|iphonesimulator)",
        r"android_\d+_(armeabi_v7a|arm64_v8a|x86|x86_64)",
        r"pyemscripten_\d+_\d+_wasm32",  # PEP 783
    )
)


def is_accepted(tag: str) -> bool:
    return any(pattern.fullmatch(tag) for pattern in ACCEPTED)

"""Which rooms may import which."""

from __future__ import annotations

#: The rooms of each package by layer, from the top. Rooms of one layer do not import each other.
LAYERS: dict[str, list[set[str]]] = {
    "tests": [
        {"layout", "benchmarks", "faults", "ablation"},
        {"addresses", "browser", "contracts", "diagnose", "workflows"},
        {"site", "guide"},
        {"drift", "evaluate", "sandbox"},
        {"pages"},
        {"terminal"},
        {"confinement", "machine"},
    ],
    "tests.sandbox": [
        {"__main__", "fixtures", "actors"},
        {"sandbox"},
        {"stand_ins", "snapshots", "abandoned_sandboxes", "preconditions", "policies"},
        {"indexes", "github_service"},
        {"actions_service"},
        {"runner"},
        {"mirror", "sigstore"},
        {"github"},
        {"pypi", "workstation"},
        {"network", "oidc_issuer", "command"},
    ],
    "tests.confinement": [
        {"conftest"},
        {"fixtures", "plugin"},
        {"programs"},
        {"confinement"},
        {"program"},
        {"supervisor"},
        {"decisions", "launch", "usage"},
        {"connect_calls", "process_calls"},
        {
            "answers",
            "child",
            "connections",
            "file_access",
            "landlock_rules",
            "metadata",
            "process_tree",
        },
        {"syscall_filter"},
        {"path_filter", "socket_filter", "limits", "messages", "tracee"},
        {
            "brand",
            "capabilities",
            "closed_calls",
            "filter_conditions",
            "level",
            "machine_paths",
            "path_calls",
            "places",
            "policy",
            "proc",
            "refused",
        },
    ],
    "tests.guide": [
        {"plugin"},
        {"sandbox_environment", "project"},
        {"failure_page", "fragment", "faults"},
        {"containment", "documents", "schema"},
    ],
}

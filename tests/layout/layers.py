"""Which rooms may import which."""

from __future__ import annotations

from pathlib import Path

#: The rooms of each package by layer, from the top. Rooms of one layer do not import each other.
LAYERS: dict[str, list[set[str]]] = {
    "tests": [
        {"layout", "benchmarks", "identity", "ablation"},
        {"faults", "preflight"},
        {"addresses", "browser", "contracts", "diagnose", "workflows"},
        {"site", "guide"},
        {"drift", "evaluate", "sandbox"},
        {"claims"},
        {"vocabulary"},
        {"pages"},
        {"terminal"},
        {"confinement", "lint", "machine"},
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
    "tests.preflight": [
        {"__main__"},
        {"session"},
        {"trial"},
        {"verdict"},
        {"likely_change", "nested_actions", "open_questions", "outcome", "publishers", "selection"},
        {"asked", "doubts", "event", "registered", "start"},
        {"plan", "upstream"},
        {"ways"},
        {"conditions", "givers", "left_out", "platforms", "world"},
        {"packages"},
        {"absent_files", "earlier_releases", "follow", "published", "render", "static", "target"},
        {
            "built_files",
            "client_words",
            "options",
            "pages",
            "pinned_versions",
            "outputs_used",
            "problem",
            "project_files",
            "report",
            "secret_values",
            "source_git",
            "specimens",
            "tag_names",
        },
    ],
    "tests.confinement": [
        {"conftest"},
        {"fixtures", "plugin"},
        {"programs"},
        {"confinement"},
        {"program"},
        {"supervisor"},
        {"decisions", "launch", "usage"},
        {"waiting"},
        {"child", "connect_calls", "process_calls"},
        {
            "answers",
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
        {"messages"},
        {"injection", "remedies", "speaker", "spoken"},
        {"containment", "excerpt", "page_shape", "precheck", "schema", "tabs"},
        {"release_approval", "service_messages", "services"},
        {"page_tabs"},
    ],
}


def in_specimen(path: Path) -> bool:
    """Whether a file or folder belongs to a specimen: a repository that is only looked at."""
    parts = path.parts
    return "specimen" in parts or ("specimens" in parts[:-1] and parts[-2] != "specimens")

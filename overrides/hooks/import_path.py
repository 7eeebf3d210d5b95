"""Makes the package `overrides` importable for the hooks that mkdocs.yml lists after this one.

MkDocs restores `sys.path` once a hook is loaded (`mkdocs.config.config_options.Hooks`), but Python
finds the modules of a package that is already imported without `sys.path`.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
importlib.import_module("overrides.hooks")

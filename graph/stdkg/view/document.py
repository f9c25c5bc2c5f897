r"""The parts of the page: data made safe, scripts and style inlined, and a policy that lets nothing else run.

Scripts run by their hash: what is not ours cannot run, whatever a label holds. No address outside the page can be
reached. Data stand in a block that no browser executes, with every character escaped that could end it.

Example:
    >>> safe_json({"label": "</script>\u2028"})
    '{"label":"\\u003c/script\\u003e\\u2028"}'
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["assets_dir", "render", "safe_json"]

_SCRIPTS = (
    *("text", "dom", "model", "state", "scene", "canvas", "labels", "citations", "chart", "panel"),
    *("search", "legend", "list", "save", "keys", "main"),
)
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def assets_dir() -> Path:
    """The folder of the page's template, scripts and style."""
    return Path(__file__).parent / "assets"


def safe_json(value: object) -> str:
    """Return compact JSON that can stand in a script element, whatever the text in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=str)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def render(data: Mapping[str, Any], vis: str) -> dict[str, Any]:
    """Return what the template needs: `data`, `scripts`, `style`, `policy`, `lang`, `title`."""
    from markupsafe import Markup

    own, style = _own()
    scripts = [vis, own]
    policy = (
        "default-src 'none'; "
        f"script-src {' '.join(map(_hash, scripts))}; "
        f"style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    return {
        "data": Markup(safe_json(data)),  # noqa: S704  escaped by safe_json
        "scripts": [Markup(script) for script in scripts],  # noqa: S704  our own
        "style": Markup(style),  # noqa: S704  our own
        "policy": policy,
        "lang": data["lang"] or "en",
        "title": data["title"][-1 if data["lang"] == "zh" else 0],
    }


@cache
def _own() -> tuple[str, str]:
    folder = assets_dir()
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    script = '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"
    return script, (folder / "page.css").read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

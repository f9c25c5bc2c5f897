"""Where the ontology and the curated data lie: in the installed wheel, or beside the code in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from stdkg.errors import AccessError

__all__ = ["ontology_dir"]

_LANDMARK = "stdkg.ttl"


@cache
def ontology_dir() -> Path:
    """Return the folder `ontology/`, wherever this copy of stdkg keeps it.

    Raises:
        AccessError: neither the wheel nor the checkout holds it.

    Example:
        >>> (ontology_dir() / "stdkg.ttl").is_file()
        True
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "ontology", here.parent.parent / "ontology"):
        if (folder / _LANDMARK).is_file():
            return folder
    raise AccessError(f"{here}: no ontology/{_LANDMARK} beside the package; install stdkg again")

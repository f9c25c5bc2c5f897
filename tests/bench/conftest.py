"""The programs of the peers run in environments of their own: they are no tests, nor can they be imported here."""

from __future__ import annotations

collect_ignore = ["peers"]

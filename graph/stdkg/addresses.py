"""Addresses of the web as users write them: what is one, and how it is shown.

Example:
    >>> is_address("HTTPS://example.com/a.ttl"), is_address("a.ttl"), is_address("ftp://example.com/a.ttl")
    (True, False, False)
"""

from __future__ import annotations

import re

__all__ = ["has_scheme", "is_address", "shown"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_USER = re.compile(r"(?<=://)[^/?#]*@")


def is_address(text: str) -> bool:
    """Whether a text is an http(s) address."""
    return text.lower().startswith(("http://", "https://"))


def has_scheme(text: str) -> bool:
    """Whether a text is an address of any kind, and so no name of a file or folder.

    Example:
        >>> has_scheme("ftp://host/store"), has_scheme("store")
        (True, False)
    """
    return bool(_SCHEME.match(text))


def shown(address: str) -> str:
    """Return an address without the user and the password in it, for messages and for data; any other text as it is.

    Example:
        >>> shown("https://me:secret@host:80/a@b?c=d@e"), shown("files/a@b.ttl")
        ('https://host:80/a@b?c=d@e', 'files/a@b.ttl')
    """
    return _USER.sub("", address, count=1) if has_scheme(address) else address

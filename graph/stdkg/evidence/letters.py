r"""What counts as a letter, a word and a blank when a text is searched: one folding for names, cues and numbers.

Example:
    >>> fold("２０２２年，ISO’s “Leaders”")
    '2022年，iso\'s "leaders"'
    >>> [word for word, _, _ in words(fold("China's 4.4万"))]
    ['china', "'", 's', '4', '.', '4', '万']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CJK", "RUN", "fold", "is_ideograph", "words"]

CJK: Final = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""The scripts written without blanks between words, as the inside of a character class."""

RUN: Final = rf"[^\W_{CJK}]+"
"""A run of letters and digits of a script that sets blanks between words."""

_WORDS = re.compile(rf"{RUN}|\S")
_IDEOGRAPH = re.compile(f"[{CJK}]")
_WIDE_COMMA = "，"  # it ends a clause, also between digits
_SAME = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"}
_WIDE = {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F) if chr(wide) != _WIDE_COMMA}
_TABLE = str.maketrans(_SAME | _WIDE)
_IGNORED = frozenset('-"《》「」')


def fold(text: str) -> str:
    """Return the text in lower case with plain quotes, hyphens, digits and letters; every character keeps its offset."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.translate(_TABLE)


def words(folded: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of a folded text with its start and end; an ideograph or mark is a word of its own.

    Hyphens and quotation marks are left out, so that `All-China` and `All China` are the same words.
    """
    for match in _WORDS.finditer(folded):
        if (word := match.group()) not in _IGNORED:
            yield word, match.start(), match.end()


def is_ideograph(text: str) -> bool:
    """Whether a text is one character of a script without blanks."""
    return len(text) == 1 and _IDEOGRAPH.match(text) is not None

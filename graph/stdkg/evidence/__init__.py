"""Evidence: every citation held against the text of its source, and how far a text is read.

`verify` answers whether what the graph cites stands where it says; `coverage` what of a text nobody has cited yet.
"""

from __future__ import annotations

from stdkg.evidence.folder import texts_in
from stdkg.evidence.reading import Coverage, SourceCoverage, Unread, coverage
from stdkg.evidence.report import Assumed, Failure, Report, SourceReport
from stdkg.evidence.verification import verify

__all__ = [
    "Assumed",
    "Coverage",
    "Failure",
    "Report",
    "SourceCoverage",
    "SourceReport",
    "Unread",
    "coverage",
    "texts_in",
    "verify",
]

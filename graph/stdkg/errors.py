"""Every exception that stdkg raises on purpose, with the exit code that the command line gives it.

    StdkgError                  catch this one
    ├── DataError           1   the data, or a file's content, breaks a rule
    ├── UsageError          2   a call or command that cannot mean anything
    │   ├── QueryError      2   a query that does not parse, or asks what is refused
    │   └── UnknownNameError 2  a name, question, format or id that does not exist
    └── AccessError         3   cannot read, write or reach
        └── QueryTimeoutError 3 the time allowed is over

A message is one line: where, what is, what to write instead.

Example:
    >>> try:
    ...     raise UnknownNameError("no question 'regoins'; write 'regions'")
    ... except StdkgError as error:
    ...     print(error.exit_code, error)
    2 no question 'regoins'; write 'regions'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stdkg.model import Finding

__all__ = [
    "AccessError",
    "DataError",
    "QueryError",
    "QueryTimeoutError",
    "StdkgError",
    "UnknownNameError",
    "UsageError",
]


class StdkgError(Exception):
    """The base of all errors of stdkg; `exit_code` is what a command that meets it ends with."""

    exit_code: ClassVar[int] = 1


class DataError(StdkgError):
    """Data that break a rule; `findings` holds every fault that was seen, in the order of the files.

    Example:
        >>> DataError("data/names.csv:3:2: 'cn' is no language tag; write 'zh'").findings
        ()
    """

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> DataError:
        """One error for many faults: the message has a line for each."""
        return cls("\n".join(str(finding) for finding in findings), findings)


class UsageError(StdkgError):
    """A call that cannot mean anything: a wrong option, a missing or superfluous parameter."""

    exit_code = 2


class QueryError(UsageError):
    """A query that does not parse, or that asks for what is refused (SERVICE, LOAD)."""


class UnknownNameError(UsageError):
    """A name that does not exist here: a question, a format, a source, an actor, a prefix."""


class AccessError(StdkgError):
    """A file, folder, store or address that cannot be read, written or reached."""

    exit_code = 3


class QueryTimeoutError(AccessError):
    """A query that was stopped because the time allowed was over."""

"""The command `stdkg`: arguments, exit codes, and the one place where errors become text.

Exit codes: 0 done; 1 the data break a rule, an ASK is false, differences found; 2 wrong use; 3 cannot read, write or reach,
or time-out; 130 interrupted. A closed pipe ends in silence.
"""

from __future__ import annotations

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    try:
        from stdkg.cli.running import leave, run

        leave(run(arguments))
    except KeyboardInterrupt:
        import os

        os.write(2, b"stdkg: interrupted\n")
        os._exit(130)

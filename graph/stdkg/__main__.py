"""`python -m stdkg`: the same as the command `stdkg`."""

from __future__ import annotations

from stdkg.cli import main

if __name__ == "__main__":
    main()

"""What the suites share."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).parent / "bench"))  # the generator of synthetic graphs
sys.path.insert(0, str(Path(__file__).parent / "servers"))  # servers on loopback

hypothesis.settings.register_profile(
    "untimed", hypothesis.settings(), deadline=None
)  # a busy machine is no fault
hypothesis.settings.load_profile("untimed")


@pytest.fixture
def needs() -> Callable[[str, str], str]:
    """Find a command: `needs("rapper", "apt-get install raptor2-utils")` gives its path.

    Without it the test is skipped, or fails where STDKG_NOTHING_SKIPPED is set.
    """

    def find(command: str, how: str) -> str:
        path = shutil.which(command)
        if path is None:
            message = f"{command} is not installed; get it with: {how}"
            if os.environ.get("STDKG_NOTHING_SKIPPED"):
                pytest.fail(message)
            pytest.skip(message)
        return path

    return find

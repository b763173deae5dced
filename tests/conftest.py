"""What several tests share: where real documents are, if they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]


def corpus_folder() -> Path:
    return Path(os.environ.get("DIPLOMATICS_CORPUS", REPOSITORY.parent / "shared" / "corpus"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real documents; a test that needs it says so when it is not there."""
    folder = corpus_folder()
    if not folder.is_dir():
        pytest.skip("needs the corpus of real documents: set DIPLOMATICS_CORPUS")
    return folder

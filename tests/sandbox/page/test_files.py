"""The page's files: no way for outside text to become markup, nothing from elsewhere, none too long."""

import re

from sandbox.page import STATIC


def test_no_script_writes_markup_and_no_file_is_too_long() -> None:
    for path in STATIC.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text), path
        assert not re.search(r"https?://(?!www\.w3\.org)[a-z]", text), path
        assert len(text.splitlines()) <= 350, path

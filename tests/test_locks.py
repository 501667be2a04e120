"""Every list of requirements has a lock with hashes, and each lock is that of its list."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LISTS = sorted(ROOT.glob("requirements*.txt"))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins(text: str) -> list[Requirement]:
    """Return the requirements of a list or a lock, its options and hashes left out."""
    lines = (line.split(" #")[0].rstrip("\\ ") for line in text.splitlines())
    return [Requirement(line) for line in lines if re.match(r"[A-Za-z0-9]", line)]


def normal(requirement: Requirement) -> tuple[str, str]:
    """Return name and version as locks write them."""
    return re.sub(r"[-_.]+", "-", requirement.name).lower(), str(requirement.specifier)


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_every_pin_is_the_version_in_the_lock(file: Path) -> None:
    """If this fails, run `make lock`."""
    locked = set(map(normal, pins(file.with_suffix(".lock").read_text(encoding="utf-8"))))
    assert [pin for pin in map(normal, pins(file.read_text(encoding="utf-8"))) if pin not in locked] == []


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_every_locked_package_has_hashes(file: Path) -> None:
    text = file.with_suffix(".lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(text))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_is_tested_is_what_runs() -> None:
    tested = set(map(normal, pins(read("requirements-dev.lock"))))
    installed = pins(read("requirements.lock")) + pins(read("requirements-demo.lock"))
    assert set(map(normal, installed)) <= tested


def test_the_locks_name_no_index_and_no_folder() -> None:
    assert [name for name in ROOT.glob("*.lock") if re.search(r"://|--index|/\w+/", name.read_text())] == []

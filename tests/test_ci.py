"""The files GitHub reads: the workflow calls what exists, and the forms have what they need."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def workflow_jobs() -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load(read(".github/workflows/ci.yml"))["jobs"]
    return jobs


def test_the_workflow_calls_make_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))
    called = set(re.findall(r"\bmake ([a-z-]+)", str(workflow_jobs())))
    assert {"test", "wheel", "audit"} <= called <= targets


def test_the_workflow_tests_every_python_that_the_project_names() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    named = [entry.split(" :: ")[-1] for entry in project["classifiers"] if ":: 3." in entry]
    matrix = workflow_jobs()["test"]["strategy"]["matrix"]
    assert matrix["python"] == named
    assert project["requires-python"] == f">={named[0]}"


def test_dependabot_looks_after_files_that_exist() -> None:
    updates = yaml.safe_load(read(".github/dependabot.yml"))["updates"]
    files = {"pip": "requirements.txt", "github-actions": ".github/workflows/ci.yml", "docker": "Dockerfile"}
    assert [files[update["package-ecosystem"]] for update in updates] == list(files.values())
    assert all((ROOT / file).exists() for file in files.values())


@pytest.mark.parametrize("name", ["bug", "feature"])
def test_an_issue_form_has_what_github_asks_for(name: str) -> None:
    form = yaml.safe_load(read(f".github/ISSUE_TEMPLATE/{name}.yml"))
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert all(field["attributes"]["label"] for field in fields)
    assert len({field["id"] for field in fields}) == len(fields)

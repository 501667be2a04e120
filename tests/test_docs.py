"""What the documents and deployment files promise is so: settings, commands, links, Heroku's rules."""

import json
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
import yaml
from dotenv import dotenv_values
from pydantic_core import PydanticUndefined

from bot.routing import check_examples, read_rules
from bot.settings import SETTINGS, read_settings
from bot.slack.manifest import COMMANDS, PATH, SCOPES

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
NAMED = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
# Where a copy of this repository is; publish one, and replace the owner everywhere.
REPOSITORY = "https://github.com/OWNER/baton"
OWN = r"https://github\.com/[\w-]+/baton\b"
NAMES = set(SETTINGS)
LEAST = {"SLACK_BOT_TOKEN": "xoxb-1234", "SLACK_SIGNING_SECRET": "signing-secret"}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def described_settings() -> dict[str, tuple[str, str]]:
    """What .env.example says: by name the comment above it and the value behind it."""
    found = re.findall(r"^# (.+)\n(?:# )?([A-Z][A-Z_]+)=(.*)$", read(".env.example"), re.MULTILINE)
    return {name: (comment, value) for comment, name, value in found}


def cli() -> click.Group:
    group = import_module("bot.__main__").main
    assert isinstance(group, click.Group)
    return group


def test_the_example_file_holds_every_setting_with_its_description() -> None:
    fields = {name: setting.field.description for name, setting in SETTINGS.items()}
    assert {name: comment for name, (comment, _) in described_settings().items()} == fields


def test_the_example_file_shows_the_defaults() -> None:
    """All of it switched on, lines with an example aside, is the same as none of it."""
    examples = {"AGENTS_GROUP", "EXTERNAL_AGENTS", "RULES_EDITORS", "X_SEARCH_QUERY", "MONTHLY_BUDGETS"}
    lines = (
        f"{name}={value}"
        for name, (_, value) in described_settings().items()
        if value and name not in examples
    )
    shown = dotenv_values(stream=StringIO("\n".join(lines)), interpolate=False)
    given = {name: value for name, value in shown.items() if value is not None}
    assert read_settings({**LEAST, **given}, env_file=None) == read_settings(LEAST, env_file=None)
    without = (None, PydanticUndefined)
    assert set(given) == {name for name, setting in SETTINGS.items() if setting.field.default not in without}


def test_the_example_file_switches_nothing_on_but_the_settings_slack_needs() -> None:
    assert set(dotenv_values(ROOT / ".env.example")) == set(LEAST)


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))


def commands_in(text: str, program: str) -> set[str]:
    """The words that follow a program's name in the code of a page, in blocks and between backquotes."""
    code = ["".join(found) for found in re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", text, re.DOTALL)]
    return set(re.findall(rf"(?:^|[\s;&]){program} ([a-z][a-z-]*)", "\n".join(code), re.MULTILINE))


@NAMED
def test_every_make_command_a_page_names_exists(page: Path) -> None:
    assert commands_in(page.read_text(encoding="utf-8"), "make") <= make_targets()


@NAMED
def test_every_command_of_baton_a_page_names_exists(page: Path) -> None:
    assert commands_in(page.read_text(encoding="utf-8"), "python -m bot") <= set(cli().commands)


def anchors_of(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub and the docs site make them."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def anchor(heading: str) -> str:
    words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower()
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", words).strip())


def links_of(page: Path) -> list[str]:
    """Return the links of a page to files and headings of this repository."""
    text = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))
    links = re.findall(r"\]\(([^)\s]+)[^)]*\)", text)
    return [link for link in links if "://" not in link and not link.startswith("mailto:")]


def broken(page: Path, link: str) -> bool:
    file, _, heading = link.partition("#")
    target = page.parent / file if file else page
    return not target.exists() or bool(heading and heading not in anchors_of(target))


@NAMED
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    assert [link for link in links_of(page) if broken(page, link)] == []


@NAMED
def test_every_picture_says_what_it_shows(page: Path) -> None:
    assert "![](" not in page.read_text(encoding="utf-8")


def test_pages_of_the_site_link_only_to_the_site() -> None:
    outside = [
        (page.name, link)
        for page in ROOT.glob("docs/**/*.md")
        for link in links_of(page)
        if not (page.parent / link.partition("#")[0]).resolve().is_relative_to(ROOT / "docs")
    ]
    assert outside == []


def nav_pages(entries: Any) -> Iterator[str]:
    for entry in entries:
        for target in entry.values():
            yield from [target] if isinstance(target, str) else nav_pages(target)


def test_every_page_of_the_site_is_in_its_navigation() -> None:
    listed = sorted(nav_pages(site()["nav"]))
    assert listed == sorted(str(page.relative_to(ROOT / "docs")) for page in ROOT.glob("docs/**/*.md"))


def test_every_page_is_listed_in_the_readme_or_the_start_page() -> None:
    linked = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in (ROOT / "README.md", ROOT / "docs" / "index.md")
        for link in links_of(page)
    }
    assert [page.name for page in ROOT.glob("docs/**/*.md") if page.resolve() not in linked] == []


def test_the_site_builds_without_a_broken_link(tmp_path: Path) -> None:
    pytest.importorskip("zensical", reason="`make docs` installs it")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", "mkdocs.yml"]
    built = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=100, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "site" / "guide" / "agents" / "index.html").exists()


def test_the_generated_pages_are_what_the_code_says() -> None:
    command = [sys.executable, str(ROOT / "bin" / "reference.py"), "--check"]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("page", ROOT.glob("docs/**/*.md"), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_block_in_a_list_is_indented_by_four(page: Path) -> None:
    """The site's Markdown ends a list at a block that is indented by less; GitHub's takes both."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"\n\n {1,3}(?=\S).*", text) == []


def test_every_pitfall_a_test_names_is_on_the_page() -> None:
    listed = set(re.findall(r"^\| (\d+) \|", read("docs/pitfalls.md"), re.MULTILINE))
    tests = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/*.py"))
    named = {
        number
        for numbers in re.findall(r"\bpitfalls? (\d[\d, and]*)", tests, re.IGNORECASE)
        for number in re.findall(r"\d+", numbers)
    }
    assert len(named) > 40
    assert named - listed == set()


def test_one_address_of_the_repository_is_used_everywhere() -> None:
    places = [*PAGES, ROOT / "mkdocs.yml"]
    found = {address for place in places for address in re.findall(OWN, place.read_text(encoding="utf-8"))}
    assert found == {REPOSITORY}
    assert f"https://www.heroku.com/deploy?template={REPOSITORY}" in read("README.md")


def test_the_demo_picture_is_small_enough_for_a_readme() -> None:
    picture = ROOT / "docs" / "img" / "demo.gif"
    assert picture.stat().st_size < 3_000_000
    assert picture.name in read("README.md")


def test_rules_that_guides_show_pass_their_examples() -> None:
    blocks = [
        textwrap.dedent(block)
        for page in ROOT.glob("docs/guide/*.md")
        for block in re.findall(
            r"^ *```yaml\n(.*?)^ *```", page.read_text(encoding="utf-8"), re.M | re.DOTALL
        )
    ]
    assert len(blocks) >= 2
    assert [fault for block in blocks for fault in check_examples(read_rules(block))] == []


@NAMED
def test_every_setting_a_page_names_exists(page: Path) -> None:
    prefixes = (
        "SLACK|X|BLUESKY|DISCORD|WEBHOOK|MASTODON|LOG|MERGE|REOPEN|ROUTING|ALERT|AGENTS|MONTHLY|DATABASE|META"
        "|PUBLIC|LINK|EXTERNAL|RULES"
    )
    named = set(re.findall(rf"`((?:{prefixes})_[A-Z_]+)(?:=[^`]*)?`", page.read_text(encoding="utf-8")))
    assert named - {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"} <= NAMES


def test_the_setup_page_names_every_scope_and_command() -> None:
    page = read("docs/guide/operators.md")
    assert [scope for scope in SCOPES if f"`{scope}`" not in page] == []
    assert [word for word, _, _ in COMMANDS if f"`/{word}`" not in page] == []
    assert PATH in page


def test_the_changelog_goes_by_heading() -> None:
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", heading) for heading in headings[1:])
    kinds = set(re.findall(r"^### (.+)$", read("CHANGELOG.md"), re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_procfile_starts_commands_that_exist() -> None:
    lines = dict(line.split(": ", 1) for line in read("Procfile").splitlines())
    assert set(lines) == {"release", "web", "worker"}
    assert {line.removeprefix("python -m bot ") for line in lines.values()} <= set(cli().commands)


def test_heroku_accepts_the_app_json() -> None:
    jsonschema.validate(app_json(), json.loads(read("tests/wire/heroku/app.schema.json")))


def test_the_deploy_button_asks_for_settings_that_exist_and_for_all_that_are_needed() -> None:
    asked = app_json()["env"]
    assert set(asked) <= NAMES
    assert {name for name, entry in asked.items() if entry.get("required", True)} >= set(LEAST)


def test_the_deploy_button_gives_what_the_bot_needs_to_stay_awake() -> None:
    """Pitfall 31: Eco dynos sleep, and a dyno's disk does not last."""
    formation = app_json()["formation"]
    assert set(formation) == {"web", "worker"}
    assert all(dyno["size"] != "eco" and dyno["quantity"] == 1 for dyno in formation.values())
    assert any("heroku-postgresql" in addon["plan"] for addon in app_json()["addons"])


def test_heroku_finds_one_list_of_what_to_install() -> None:
    """A second one would be a build error."""
    lists = ["requirements.txt", "uv.lock", "poetry.lock", "Pipfile.lock", "Pipfile", "runtime.txt"]
    assert [name for name in lists if (ROOT / name).exists()] == ["requirements.txt"]
    assert "dependencies" not in tomllib.loads(read("pyproject.toml"))["project"]
    assert re.fullmatch(r"3\.1[1-4]\n", read(".python-version"))


def test_every_requirement_is_pinned() -> None:
    names = ("requirements.txt", "requirements-dev.txt", "requirements-demo.txt", "requirements-tools.txt")
    lines = "".join(map(read, names)).splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert [line for line in wanted if "==" not in line] == []


def test_the_containers_start_commands_that_exist() -> None:
    services = yaml.safe_load(read("compose.yaml"))["services"]
    started = [service["command"].split() for service in services.values() if "command" in service]
    started.append(json.loads(re.findall(r"^CMD (.+)$", read("Dockerfile"), re.MULTILINE)[0]))
    assert {tuple(words[:3]) for words in started} == {("python", "-m", "bot")}
    assert {words[3] for words in started} <= set(cli().commands)


def site() -> Any:
    return yaml.safe_load(read("mkdocs.yml"))


def app_json() -> Any:
    return json.loads(read("app.json"))

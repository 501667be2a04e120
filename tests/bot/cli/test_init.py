"""`init` writes settings and rules that Baton starts with, and never what it was not asked to."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.init import init
from bot.routing import read_rules
from bot.routing.starter import starter_rules
from bot.settings import read_settings

BOT, SECRET, APP = "xoxb-1-bot-token-#1", 'signing "secret"', "xapp-1-app-token"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(init, words, input=typed)


def written(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


def test_answers_become_settings_and_rules_baton_starts_with(folder: Path) -> None:
    result = ran(typed=f"care\n#care\ny\n{BOT}\n{SECRET}\n")
    assert result.exit_code == 0, result.output
    settings = read_settings({}, folder / ".env")
    assert (settings.slack.bot_token.get_secret_value(), settings.alert.channel) == (BOT, "#care")
    assert settings.slack.signing_secret
    assert settings.slack.signing_secret.get_secret_value() == SECRET
    assert settings.link.secret
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600
    (team,) = read_rules((folder / "routing_rules.yaml").read_text(encoding="utf-8")).teams.values()
    assert (team.name, team.channel) == ("care", "#care")
    assert "Wrote routing_rules.yaml" in result.output
    assert not any(secret in result.output for secret in (BOT, SECRET))
    assert len(written(folder)) == 2


def test_an_invalid_answer_is_explained_and_asked_again(folder: Path) -> None:
    result = ran(typed=f"My Team\ncare\ntwo words\n#Care\ncare\nn\nxoxp-1-other\n{BOT}\n{APP}\n")
    assert result.exit_code == 0, result.output
    assert '"My Team" is not a valid team name; use lowercase letters' in result.output
    assert '"#two words" is not a Slack channel; write its name such as "#care"' in result.output
    assert '"#Care" is not a Slack channel' in result.output
    assert "SLACK_BOT_TOKEN does not start with xoxb-" in result.output
    settings = read_settings({}, folder / ".env")
    assert (settings.slack.socket_mode, settings.alert.channel) == (True, "#care")


def test_options_ask_nothing_and_keys_come_from_files_or_stdin(folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text(f"{SECRET}\n", encoding="utf-8")
    result = ran(
        *("--team", "care", "--slack-bot-token-file", "-", "--slack-signing-secret-file", str(secret)),
        typed=BOT,
    )
    assert result.exit_code == 0, result.output
    assert read_settings({}, folder / ".env").slack.bot_token.get_secret_value() == BOT


def test_two_keys_come_one_after_the_other_on_stdin(folder: Path) -> None:
    files = ("--slack-bot-token-file", "-", "--slack-signing-secret-file", "-")
    assert ran(*files, typed=f"{BOT}\n{SECRET}\n").exit_code == 0
    settings = read_settings({}, folder / ".env")
    assert settings.slack.bot_token.get_secret_value() == BOT
    assert settings.slack.signing_secret
    assert settings.slack.signing_secret.get_secret_value() == SECRET


@pytest.mark.parametrize(
    ("words", "typed", "why"),
    [
        (("--slack-bot-token-file", "-"), "xoxp-1-other\n", "SLACK_BOT_TOKEN does not start with xoxb-"),
        (("--slack-bot-token-file", "-"), "", "SLACK_BOT_TOKEN is empty"),
        (("--channel", "C024BE91"), "", "ALERT_CHANNEL is neither a #name nor a channel id"),
        (("--channel", "#"), "", "is not a Slack channel"),
        (("--team", "a: b"), "", "is not a valid team name"),
        (("--team", "x\n  evil"), "", "is not a valid team name"),
    ],
)
def test_an_invalid_option_writes_nothing(folder: Path, words: tuple[str, ...], typed: str, why: str) -> None:
    result = ran(*words, typed=typed)
    assert result.exit_code == 1
    assert why in result.output
    assert written(folder) == {}


def test_keys_can_wait(folder: Path) -> None:
    result = ran("--socket-mode")
    assert "no keys yet" in result.output
    assert "# SLACK_APP_TOKEN=" in written(folder)[".env"]


def test_what_exists_is_kept_unless_forced(folder: Path) -> None:
    (folder / "routing_rules.yaml").write_text("# ours\n", encoding="utf-8")
    result = ran("--team", "care")
    assert "Kept routing_rules.yaml" in result.output
    before = written(folder)
    assert before["routing_rules.yaml"] == "# ours\n"
    assert ran("--team", "care").exit_code == 1
    assert written(folder) == before
    (folder / ".env").chmod(0o644)
    assert ran("--team", "care", "--force").exit_code == 0
    assert written(folder)["routing_rules.yaml"] == starter_rules("care", "#support")
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600


def test_the_starter_of_a_fresh_clone_is_nobodys(folder: Path) -> None:
    (folder / "routing_rules.yaml").write_text(starter_rules("support", "#support"), encoding="utf-8")
    assert "Wrote routing_rules.yaml" in ran("--team", "care").output

"""The rules of the demo: those of the sample company, with teams that never close."""

from pathlib import Path

from bot.cli.demo import open_all_day

RULES = """\
teams:
  billing:
    hours: {zone: Europe/Berlin, open: {mon-fri: "08:00-18:00", sat: "09:00-13:00"}}  # a comment
    first_response: 60m
"""


def test_every_timer_of_the_demo_runs_whatever_the_hour(tmp_path: Path) -> None:
    rules = tmp_path / "mine.yaml"
    rules.write_text(RULES, encoding="utf-8")
    setting = open_all_day(rules, tmp_path)
    written = Path(setting["ROUTING_RULES"]).read_text(encoding="utf-8")
    assert '    hours: {zone: Europe/Berlin, open: {mon-sun: "00:00-24:00"}}  # a comment\n' in written
    assert rules.read_text(encoding="utf-8") == RULES

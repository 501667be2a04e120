"""A route's hours and targets: by network, by the entries of `targets`, by who is there when a post comes."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from bot.mention import Author, MayReply, Mention
from bot.routing import Priority, Route, RulesError, choose, read_rules, refreshed, reroute, with_hours
from bot.routing.rules import Targets

# Monday, 10:00 and 20:00 in Berlin.
OPEN, CLOSED = datetime(2026, 11, 2, 9, tzinfo=UTC), datetime(2026, 11, 2, 19, tzinfo=UTC)
DAY = "{zone: Europe/Berlin, open: {mon-fri: '09:00-17:00'}}"
EVENING = "{zone: Europe/Berlin, open: {mon-fri: '17:00-23:00'}}"
FILE = f"""
teams:
  care: {{channel: care, first_response: 1h, hours: {DAY}, hours_on: {{email: {EVENING}}}}}
  press: {{channel: press, hours: {DAY}, outside: go on}}
  desk: {{channel: desk, notify: ["@desk"], hours: {DAY}, outside: evening}}
  evening: {{channel: evening, notify: ["@evening"], first_response: 2h, hours: {EVENING}, outside: desk}}
default: {{team: care}}
targets:
  - {{customers: [x/@LarkspurFan], first_response: 5m}}
  - {{tags: [Safety], priorities: [urgent], first_response: 10m, claim: 2m}}
  - {{networks: [email], teams: [care], first_response: 1d, resolution: 3d}}
rules:
  - {{name: fire, when: {{words: [fire]}}, then: {{team: care, priority: urgent, tags: [safety]}}}}
  - {{name: news, when: {{words: [news]}}, then: {{team: press}}}}
  - {{name: bill, when: {{words: [bill]}}, then: {{team: desk, tags: [money]}}}}
  - {{name: spam, when: {{words: [spam]}}, then: {{ignore: advertising}}}}
"""
RULES = read_rules(FILE)


def post(text: str, network: str = "x", handle: str = "ana") -> Mention:
    author = Author(handle, "Ana", 7, "71")
    return Mention(network, "1", "1", author, text, "https://x.com/1", OPEN, MayReply("yes"))


def sent(text: str, at: datetime = OPEN, network: str = "x", handle: str = "ana") -> Route:
    mention = post(text, network, handle)
    return with_hours(RULES, choose(RULES, mention), mention, at)


@pytest.mark.parametrize(
    ("text", "network", "hours"),
    [
        ("hello", "x", "Europe/Berlin; Mo-Fr 09:00-17:00"),
        ("hello", "email", "Europe/Berlin; Mo-Fr 17:00-23:00"),
        ("news", "x", ""),
    ],
)
def test_clocks_run_in_the_teams_hours_on_that_network_unless_they_go_on(
    text: str, network: str, hours: str
) -> None:
    assert sent(text, network=network).hours == hours


@pytest.mark.parametrize(
    ("text", "about", "first_response", "targets"),
    [
        ("hello", {}, 3_600, Targets()),
        ("hello", {"network": "email"}, 86_400, Targets(resolution=259_200)),
        ("fire", {}, 600, Targets(claim=120)),
        ("fire", {"network": "email"}, 600, Targets(claim=120, resolution=259_200)),
        ("fire", {"handle": "larkspurfan"}, 300, Targets(claim=120)),
        ("hello", {"handle": "larkspurfan", "network": "email"}, 86_400, Targets(resolution=259_200)),
    ],
)
def test_of_the_entries_that_fit_the_first_to_set_a_target_wins(
    text: str, about: dict[str, str], first_response: int, targets: Targets
) -> None:
    route = sent(text, OPEN, **about)
    assert (route.first_response, route.targets) == (first_response, targets)


def test_out_of_hours_a_post_goes_to_the_team_that_takes_over() -> None:
    assert (sent("bill").team, sent("bill").instead_of) == ("desk", "")
    route = sent("bill", CLOSED)
    assert (route.team, route.channel, route.notify) == ("evening", "#evening", ("@evening",))
    assert (route.instead_of, route.why, route.tags) == ("desk", "bill", ("money",))
    assert (route.hours, route.first_response) == ("Europe/Berlin; Mo-Fr 17:00-23:00", 7_200)


def test_with_no_team_open_the_first_keeps_it_and_its_timers_wait() -> None:
    """Two teams that name each other must not send a post round for ever."""
    sunday = datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert (sent("bill", sunday).team, sent("bill", sunday).hours) == (
        "desk",
        "Europe/Berlin; Mo-Fr 09:00-17:00",
    )


def test_whom_a_person_names_gets_it_at_any_hour() -> None:
    route = reroute(RULES, "desk", sent("bill", CLOSED), "handed over")
    assert with_hours(RULES, route, post("bill")).team == "desk"
    assert route.instead_of == ""


def test_an_ignored_post_stays_ignored() -> None:
    assert sent("spam", CLOSED).ignored == "advertising"


def test_a_route_that_is_right_already_is_the_very_same() -> None:
    """Writing a route down is remembered by the route."""
    mention = post("bill")
    route = sent("bill")
    assert with_hours(RULES, route, mention, OPEN) is route


def test_renewed_a_route_has_todays_hours_and_targets_and_goes_where_it_went() -> None:
    today = read_rules(
        FILE.replace("first_response: 1h", "first_response: 4h").replace("09:00-17:00", "08:00-16:00")
    )
    old = replace(sent("hello"), priority=Priority.HIGH)
    new = refreshed(today, old, post("hello"))
    assert (new.team, new.priority) == ("care", Priority.HIGH)
    assert (new.first_response, new.hours) == (14_400, "Europe/Berlin; Mo-Fr 08:00-16:00")
    moved = reroute(RULES, "care", sent("bill"), "handed over by somebody")
    assert refreshed(today, moved, post("bill")).first_response == 14_400


def test_without_its_team_a_route_stays_as_it_was() -> None:
    other = read_rules("teams: {new: {channel: new}}\ndefault: {team: new}")
    assert refreshed(other, sent("bill"), post("bill")) == sent("bill")


SNOOZES = """
teams:
  care: {channel: care, snooze: %s}
  night: {channel: night}
default: {team: care}
"""


def test_a_team_says_whether_a_snooze_pauses_the_clock_of_the_answer() -> None:
    rules = read_rules(SNOOZES % "pauses the clock")
    assert rules.default.snooze_pauses
    assert not reroute(rules, "night", rules.default, "a reason").snooze_pauses
    runs = read_rules(SNOOZES % "lets the clock run")
    assert not runs.default.snooze_pauses
    assert refreshed(rules, runs.default, post("Hello")).snooze_pauses


def test_what_a_snooze_cannot_do_is_named_with_what_it_can() -> None:
    with pytest.raises(RulesError, match="pauses the clock") as error:
        read_rules(SNOOZES % "pause the clock")
    assert error.value.faults[0].line == 3

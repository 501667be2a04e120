"""Snooze, send back, ask and resolve, by words and buttons: what is accepted and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.case import Refused, Resolution
from bot.hours import read_hours
from bot.jobs.from_events import jobs_for
from handlers.snooze import next_opening
from tests.handlers.front import Front


@pytest.mark.parametrize(
    ("said", "resolution", "because"),
    [
        ("spam", Resolution.SPAM, ""),
        ("no answer needed: they called", Resolution.NO_ANSWER, "they called"),
        ("No answer needed they called", Resolution.NO_ANSWER, "they called"),
        ("no: they called", Resolution.NO_ANSWER, "they called"),
        ("elsewhere: by phone", Resolution.ELSEWHERE, "by phone"),
        ("elsewhere by phone", Resolution.ELSEWHERE, "by phone"),
        ("answered elsewhere by phone: twice", Resolution.ELSEWHERE, "by phone: twice"),
    ],
)
async def test_a_reason_is_named_with_words_behind_it(
    front: Front, said: str, resolution: Resolution, because: str
) -> None:
    number = await front.opened()
    await front.command(f"resolve {number} {said}")
    case = await front.case(number)
    assert (case.resolution, case.resolved_because) == (resolution, because)


@pytest.mark.parametrize("said", ["", "no answer needed", "elsewhere", "answered", "an", "tired: of it"])
async def test_nothing_is_closed_unanswered_without_a_reason(front: Front, said: str) -> None:
    number = await front.opened()
    assert (
        "reason" in (words := (await front.command(f"resolve {number} {said}")).words)
        or "Say why" in words
        or "on why" in words
        or "Add a reason" in words
    )
    assert await front.kinds(number) == []


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("", "2h"),
        ("soon", "soon"),
        ("2020-01-01", "past"),
        ("91 days", "90 days"),
        ("<!channel>", "understand the time"),
    ],
)
async def test_a_snooze_without_a_time_that_can_be_says_what_can(front: Front, said: str, wrong: str) -> None:
    number = await front.opened()
    await front.say(f"!snooze {said}")
    assert wrong in front.told()[0]
    assert await front.kinds(number) == []


async def test_a_case_is_snoozed_until_its_team_opens_on_the_next_working_day(front: Front) -> None:
    """Pitfall 37 (docs/pitfalls.md): billing of the shipped rules has hours, in Berlin."""
    number = await front.opened()
    team = front.baton.services.rules().teams["billing"]
    await front.say("!snooze opening")
    until = (await front.case(number)).snoozed_until
    assert until
    hours = read_hours(team.hours)
    assert hours.is_open(until)
    assert not hours.is_open(until - timedelta(seconds=1))
    today = front.baton.services.now().astimezone(hours.zone).date()
    assert until.astimezone(hours.zone).date() > today
    silent = replace(team, hours="")
    with pytest.raises(Refused, match="no business hours"):
        next_opening(silent, front.baton.services.now())


async def test_a_slash_command_without_a_time_opens_the_window(front: Front) -> None:
    number = await front.opened()
    await front.command(f"snooze {number}")
    assert front.windows() == ["snooze"]


async def test_a_time_of_ones_own_counts_before_a_choice_and_a_fault_stands_under_it(front: Front) -> None:
    number = await front.opened()
    past = {"type": "datetimepicker", "selected_date_time": 1_000_000_000}
    choice = {"type": "radio_buttons", "selected_option": {"value": "1h"}}
    answer = await front.submit("snooze", {"case": number}, moment=past, until=choice)
    assert set(answer.body["errors"]) == {"moment"}
    await front.submit("snooze", {"case": number}, until=choice)
    assert await front.kinds(number) == ["snoozed"]


async def test_a_menu_does_what_a_button_does(front: Front) -> None:
    """Pitfall 34 (docs/pitfalls.md): the case's number in it is looked up like any other."""
    number = await front.opened()
    menu = {"type": "overflow", "action_id": "more_0", "block_id": "b", "action_ts": "1.2"}
    for value in (f"claim {number}", f"release {number}", "nothing 1", "claim 999999", ""):
        chosen = {**menu, "selected_option": {"value": value, "text": {"type": "plain_text", "text": "x"}}}
        assert (await front.press("more_0", "", actions=[chosen])).status == 200
    assert await front.kinds(number) == ["claimed", "released"]


@pytest.mark.parametrize("said", ["", "nobody is it ours?", "@nobody is it ours?", "billing"])
async def test_a_question_needs_somebody_who_is_asked_and_words(front: Front, said: str) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.say(f"!ask {said}")
    assert len(front.told()) == 1
    assert await front.kinds(number) == ["claimed"]


async def test_a_person_is_asked_by_name_where_slack_writes_no_id(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.command(f"ask {number} @leon have you seen this?")
    (asked,) = (await front.case(number)).guidance
    assert (asked.person, asked.question) == ("U0LEON", "have you seen this?")


async def test_a_message_heard_twice_is_one_note_and_one_answer(front: Front) -> None:
    """Pitfall 15 (docs/pitfalls.md)."""
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.command(f"ask {number} service is it ours?")
    for _ in range(2):
        await front.say("yes it is", user="U0LEON", ts="9.7")
    assert await front.kinds(number) == ["claimed", "guidance_asked", "noted", "guidance_given"]


async def test_one_message_answers_every_open_question_of_its_author_at_once(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    for whom in ("service", "@leon", "@ruth", "service"):
        await front.command(f"ask {number} {whom} is it ours?")
    for _ in range(2):
        await front.say("yes it is", user="U0LEON", ts="9.7")
    assert (await front.kinds(number))[-2:] == ["noted", "guidance_given"]
    (left,) = (await front.case(number)).guidance
    assert left.person == "U0RUTH"
    given = (await front.baton.store.transact(lambda tx: tx.event_log(number)))[-1]
    assert [kind.kind for kind in jobs_for(await front.case(number), [given])].count("say") == 1
    (settle,) = [job for job in jobs_for(await front.case(number), [given]) if job.kind == "settle"]
    assert settle.data["messages"] == [given.data["guidance"] + 1, given.data["guidance"] + 3]


async def test_only_who_was_asked_gives_guidance_by_speaking(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.command(f"ask {number} @leon is it ours?")
    await front.say("I wonder too", user="U0RUTH", ts="9.7")
    assert await front.kinds(number) == ["claimed", "guidance_asked", "noted"]


async def test_what_was_not_handed_over_is_not_sent_back(front: Front) -> None:
    number = await front.opened()
    await front.press("send_back", str(number))
    await front.say("!refuse not ours")
    assert all("not handed to this team" in told or "back to" in told for told in front.told())
    assert await front.kinds(number) == []


@pytest.mark.parametrize("value", ["", "x/1", "x/404", "1042; drop table mentions", "\0", "9" * 300])
async def test_a_press_that_names_no_ignored_post_is_refused_privately(front: Front, value: str) -> None:
    """Pitfalls 34 and 35 (docs/pitfalls.md)."""
    assert (await front.press("make_case", value)).status == 200
    assert "That post is gone" in front.told()[0]

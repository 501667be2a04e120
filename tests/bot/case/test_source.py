"""Where a case was escalated, and who is notified there of what."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Ask,
    Case,
    Event,
    Origin,
    Thread,
    escalate,
    fold,
    hand_over,
    open_case,
    record_shown,
    send_back,
)
from bot.case.handling_model import Escalation
from bot.case.source import ANSWERED, ENDED, SourceThread, came_back, news_for
from bot.jobs.source import REDRAWN, source_jobs
from bot.services.casebook import decide
from tests.bot.slack.views.samples import NOW, POST, REPLY, ROUTE, WAITING, event

MIRA, JONAS, LEON = "U0MIRA", "U0JONAS", "U0LEON"
SOURCE = SourceThread("C0SOCIAL", "1.1")
ORIGIN = Origin(MIRA, "https://larkspur.slack.com/archives/C0SOCIAL/p11")
MARKETING = replace(ROUTE, team="marketing", channel="#social")
BILLING = replace(ROUTE, team="billing", channel="#billing")
CARD = Thread("C0SOCIAL", "5.5", "https://larkspur.slack.com/archives/C0SOCIAL/p55", "#social")
ESCALATION = Escalation(1, MIRA, NOW, "service", "C0SOCIAL", "1.1")


def opened(source: SourceThread | None) -> Case:
    return fold(1042, [open_case(Ask(MIRA, NOW, "first"), POST, ROUTE, ORIGIN, (), source)])


def after(case: Case, verb: Any, by: str, **details: Any) -> Case:
    return decide(case, verb(case, Ask(by, NOW, f"{verb.__name__} by {by}"), **details)).case


def news(case: Case, happened: Event) -> list[str]:
    return [what for _, what in news_for(case, happened)]


def test_an_escalated_message_is_remembered_with_its_thread() -> None:
    assert opened(SOURCE).escalations == (ESCALATION,)


def test_an_event_log_of_before_leads_to_the_same_case_as_before() -> None:
    """Cases of earlier versions were saved without escalations."""
    assert opened(None).escalations == ()


@pytest.mark.parametrize("card", [CARD, None], ids=["after its card", "before its card"])
def test_marketings_card_is_the_source_of_what_it_escalates(card: Thread | None) -> None:
    case = replace(WAITING, route=MARKETING, thread=card)
    moved = after(case, escalate, MIRA, route=ROUTE, reason="She asked twice.")
    if card is None:
        assert not moved.escalations[0].is_followed
        moved = after(moved, record_shown, "baton", thread=CARD, team="marketing", drawn=1)
    (escalation,) = moved.escalations
    assert (escalation.channel, escalation.ts) == (CARD.channel, CARD.ts)
    assert (escalation.by, escalation.team, escalation.reason) == (MIRA, "service", "She asked twice.")
    assert after(moved, hand_over, LEON, route=BILLING, reason="a bill").escalations == moved.escalations


def test_an_escalation_that_came_back_can_be_escalated_again() -> None:
    back = after(opened(SOURCE), send_back, LEON, route=MARKETING, reason="This is praise.")
    assert came_back(back, ESCALATION)
    again = after(replace(back, thread=CARD), escalate, JONAS, route=ROUTE, reason="")
    assert [came_back(again, each) for each in again.escalations] == [False, False]
    assert [each.by for each in again.escalations] == [MIRA, JONAS]


REFUSED: dict[str, Any] = {"refused": True, "team_to": "marketing"}


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        (event("sent", by="baton", reply=REPLY.number), [ANSWERED]),
        (event("answered_elsewhere", by=LEON), [ANSWERED]),
        (event("resolved", by=LEON, resolution="spam"), [ENDED]),
        (event("handed_over", by=LEON, team_from="service", **REFUSED), [ENDED]),
        (event("handed_over", by=LEON, team_from="billing", **REFUSED), []),
        (event("handed_over", by=LEON, team_from="service", team_to="billing"), []),
        (event("claimed", by=LEON), []),
        (event("resolved", by=MIRA, resolution="spam"), []),
    ],
)
def test_the_escalator_is_notified_of_the_answer_and_of_the_end_by_others(
    happened: Event, expected: list[str]
) -> None:
    assert news(replace(WAITING, escalations=(ESCALATION,), replies=(REPLY,)), happened) == expected


def test_the_escalators_own_reply_is_no_news() -> None:
    case = replace(WAITING, escalations=(ESCALATION,), replies=(replace(REPLY, by=MIRA),))
    assert news(case, event("sent", by="baton", reply=REPLY.number)) == []


def test_a_person_who_escalated_twice_is_notified_once_where_they_did_so_last() -> None:
    again = replace(ESCALATION, number=9, ts="2.2")
    case = replace(WAITING, escalations=(ESCALATION, again), replies=(REPLY,))
    assert list(news_for(case, event("sent", by="baton", reply=REPLY.number))) == [(again, ANSWERED)]


def test_where_nothing_is_shown_nobody_is_mentioned() -> None:
    case = replace(WAITING, escalations=(replace(ESCALATION, channel=""),))
    happened = event("resolved", by=LEON, resolution="spam")
    assert news(case, happened) == []
    assert list(source_jobs(case, happened)) == []


def test_a_burst_of_events_is_one_update_and_one_message_for_each_kind_of_news() -> None:
    case = replace(WAITING, escalations=(ESCALATION,), replies=(REPLY,))
    kinds = ["claimed", "sent", "sent", "resolved", "reopened", "resolved", "woken"]
    burst = [event(kind, LEON, place, reply=REPLY.number) for place, kind in enumerate(kinds, 2)]
    jobs = [job for each in burst for job in source_jobs(case, replace(each, at=NOW + timedelta(seconds=1)))]
    lane = "1042@source/1"
    assert {job.key for job in jobs} == {
        f"{lane}/source_redraw",
        f"{lane}/source_answered",
        f"{lane}/source_ended",
    }
    assert {"claimed", "sent", "resolved", "reopened", "handed_over", "shown"} <= REDRAWN

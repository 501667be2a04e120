"""The history of a case moves with it, whole as long as it fits."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from bot.case.model import Event
from bot.case.reply_model import Delivery
from bot.slack.views.transcript import PAGES, draw_history, referred_to
from tests.bot.slack.views.limits import check_message
from tests.bot.slack.views.samples import MOVED, OTHER, OWNER, POST, REPLY, THREAD, event, posted

UNTIL = 1_000
CASE = replace(MOVED, replies=(replace(REPLY, state=Delivery.SENT),))


def note(ts: str, text: str, kind: str = "noted", by: str = OWNER) -> Event:
    return event(kind, by, channel="C0SERVICE", ts=ts, text=text)


def numbered(event_log: Sequence[Event]) -> list[Event]:
    """Return events with unique numbers, as the event log keeps them. The case knows the reply's number."""
    return [
        each if each.kind == "sending" else replace(each, number=100 + place)
        for place, each in enumerate(event_log)
    ]


def told(*event_log: Event) -> str:
    messages = draw_history(CASE, numbered(event_log), until=UNTIL)
    for message in messages:
        check_message(message)
    return "\n".join(message.text for message in messages)


def test_posts_notes_replies_and_hand_overs_are_told_in_their_order() -> None:
    said = told(
        posted("opened"),
        note("1", "Line test says attenuation.", by=OTHER),
        event("sending", number=7, text=REPLY.text, to="1001", draft=5),
        event(
            "handed_over",
            team_from="service",
            team_to="billing",
            reason="They ask for money back.",
            owner=None,
        ),
    )
    places = [
        said.index(words)
        for words in (POST.text, "Line test says", "Reply (sent) by", REPLY.text, "money back")
    ]
    assert places == sorted(places)
    assert f"Note by <@{OTHER}> · 22 Nov 2026 14:05 UTC" in said


@pytest.mark.parametrize("role", ["guest", "external"])
def test_a_note_by_somebody_who_is_no_member_says_so(role: str) -> None:
    written = note("1", "we saw that at our end too")
    marked = replace(written, data=written.data | {"role": role})
    assert f"Note by <@U0PRIYA> ({role}) ·" in told(marked, note("1", "and here", "note_edited"))


def test_a_note_stands_as_it_was_last_edited_and_a_deleted_one_is_gone() -> None:
    """Pitfall 12 (docs/pitfalls.md): edits and deletions are followed."""
    said = told(
        note("1", "first words"),
        note("2", "a secret"),
        note("1", "better words", "note_edited"),
        event("note_deleted", channel="C0SERVICE", ts="2"),
    )
    assert "better words" in said
    assert "first words" not in said
    assert "secret" not in said


def test_an_edit_or_a_deletion_that_is_heard_before_its_note_counts() -> None:
    """Slack does not promise the order of events."""
    said = told(
        note("1", "better words", "note_edited"),
        note("1", "first words"),
        event("note_deleted", channel="C0SERVICE", ts="2"),
        note("2", "a secret"),
    )
    assert "better words" in said
    assert "first words" not in said
    assert "secret" not in said


def test_a_long_story_keeps_its_beginning_and_its_end() -> None:
    event_log = [posted("opened"), *(note(str(n), f"note {n} " + "x" * 900) for n in range(100))]
    messages = draw_history(CASE, numbered(event_log), until=UNTIL)
    assert len(messages) == PAGES + 1
    said = told(*event_log)
    assert POST.text in said
    assert "note 99 " in said
    assert "note 50 " not in said
    assert f"left out. Read it in the earlier thread ({THREAD.url})" in said


def test_many_short_notes_fit_the_limits_too() -> None:
    told(*(note(str(n), "ok") for n in range(500)))


def test_a_case_with_nothing_to_tell_tells_nothing() -> None:
    assert draw_history(CASE, [event("claimed"), event("shown")], until=8) == ()


def test_a_post_that_was_changed_or_taken_away_is_told_as_it_stands() -> None:
    """Pitfall 56 (docs/pitfalls.md)."""
    network, native_id = POST.network, POST.native_id
    changed = event(
        "edited", network=network, native_id=native_id, own=True, text="It drips no more", title=""
    )
    gone = event("withdrawn", network=network, native_id=native_id)
    assert "It drips no more" in told(posted("opened"), changed)
    assert POST.text not in told(posted("opened"), changed)
    said = told(posted("opened"), changed, gone)
    assert "It drips no more" not in said
    assert "The author deleted this post." in said


def test_what_happened_in_the_new_thread_is_not_told_again() -> None:
    later = replace(note("2", "said in the new thread"), number=9)
    messages = draw_history(CASE, [posted("opened"), later], until=9)
    assert "said in the new thread" not in "".join(message.text for message in messages)


def test_a_note_from_before_names_were_kept_is_told_with_them() -> None:
    event_log = [note("1.1", "<@U0LEON> saw it in <#C0SERVICE>"), note("1.2", "so did <@U0GONE>")]
    assert referred_to(event_log) == {"U0LEON", "C0SERVICE", "U0GONE"}
    (told,) = draw_history(
        CASE, numbered(event_log), until=UNTIL, names={"U0LEON": "leon", "C0SERVICE": "service"}
    )
    assert "@leon saw it in #service" in told.text
    assert "so did @someone" in told.text


def test_how_a_case_was_closed_and_opened_again_is_part_of_the_story() -> None:
    (told,) = draw_history(
        CASE,
        [
            event("resolved", resolution="no answer needed", because="they called"),
            event("reopened", why="U0PRIYA reopened it", because="they wrote too"),
            event("released", because="my shift ends"),
            event("unassigned", assignment=4, to="U0PRIYA"),
            event("unassigned", assignment=4, to="U0PRIYA", because="off today"),
            event("resolved", resolution="spam", because=""),
        ],
        until=8,
    )
    assert [text for text in told.text.split("\n") if " by <@" in text] == [
        f"{what} by <@U0PRIYA> · 22 Nov 2026 14:05 UTC"
        for what in ("Resolved (no reply needed)", "Reopened", "Unassigned", "Given back", "Resolved (spam)")
    ]
    for reason in ("they called", "they wrote too", "my shift ends", "off today"):
        assert reason in told.text

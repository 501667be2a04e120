"""Posts that are edited or deleted after Baton stored them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import (
    Case,
    Delivery,
    Event,
    Origin,
    Refused,
    Resolution,
    ask_guidance,
    claim,
    draft,
    escalate,
    fold,
    hand_over,
    hide,
    join,
    may_still_send,
    note,
    open_case,
    refuse_unanswerable,
    resolve,
    revise,
    send,
    unhide,
    withdraw,
)
from bot.case.verbs.edit import notes_quoting, posts_in, struck, without_quotes, wordings
from bot.mention import AUTHOR_DELETED, Hidden, Quoted
from tests.bot.case.world import ANA, BILLING, BOB, NOW, SERVICE, after, ask, done, opened, post

LONG = "the violet teapot arrived in four pieces"
TEXT: dict[str, Any] = {"text": "Sorry!", "length": 6, "longest": 280}


def changed(case: Case, key: str = "x/1", text: str = "other words") -> Case:
    held = case.post(key)
    assert held is not None
    return after(case, revise(case, ask("x"), held=held, now=replace(held, text=text)))


def gone(case: Case, key: str = "x/1") -> Case:
    held = case.post(key)
    assert held is not None
    return after(case, withdraw(case, ask("x"), held=held))


def drafted() -> Case:
    case = done(opened(), (claim, ask(), {}))
    return done(case, (draft, ask(), {**TEXT, "to": case.first}))


def test_a_changed_post_reads_as_it_does_now_and_begins_a_turn() -> None:
    case = changed(opened())
    assert (case.first.text, case.turn, case.mention_count) == ("other words", 2, 1)


def test_a_change_that_alters_nothing_is_none() -> None:
    case = opened()
    assert revise(case, ask("x"), held=case.first, now=replace(case.first, url="https://x.com/2")) == []


def test_a_change_of_a_subject_is_one() -> None:
    case = opened()
    assert revise(case, ask("x"), held=case.first, now=replace(case.first, title="Refund"))


def test_a_draft_written_before_the_change_is_refused_with_a_sentence_of_its_own() -> None:
    """Pitfall 53."""
    case = drafted()
    with pytest.raises(Refused, match="edited the post after you wrote this reply") as refused:
        send(changed(case), ask(), number=case.drafts[0].number)
    assert refused.value.code == "changed"


def test_of_a_change_and_another_post_the_later_one_is_named() -> None:
    case = changed(drafted())
    case = done(case, (join, ask("x"), {"mention": post("2", ANA, 3)}))
    with pytest.raises(Refused, match="wrote again"):
        send(case, ask(), number=case.drafts[0].number)


def test_a_draft_written_after_the_change_is_sent() -> None:
    case = changed(drafted())
    case = done(case, (draft, ask(), {**TEXT, "to": case.first}))
    assert [event.kind for event in send(case, ask(), number=case.drafts[0].number)] == ["sending"]


def test_a_bystander_who_changes_a_post_stops_no_draft() -> None:
    case = done(drafted(), (join, ask("x"), {"mention": post("2", BOB, 3)}))
    case = changed(case, "x/2")
    assert send(case, ask(), number=case.drafts[0].number)


def test_of_a_deleted_post_only_ids_and_times_are_kept() -> None:
    """Pitfall 56."""
    shown: dict[str, Any] = {
        "media": ("https://x.example/p.jpg",),
        "alts": ("a teapot",),
        "quoted": Quoted("https://x.example/9", "tea"),
    }
    case = gone(opened(post(title="Teapot", **shown)))
    kept = case.first
    assert (kept.text, kept.title, kept.media, kept.url) == ("", "", (), "")
    assert (kept.alts, kept.quoted) == ((), None)
    assert (kept.author.handle, kept.author.name, kept.author.followers) == ("", "", None)
    assert (kept.key, kept.author.key, kept.posted_at, kept.gone) == ("x/1", ANA.key, NOW, True)


def test_a_case_without_posts_waits_for_no_answer_and_takes_none() -> None:
    case = gone(drafted())
    assert (case.withdrawn, case.due_at) == (True, None)
    for why in ("No reply needed", AUTHOR_DELETED):
        with pytest.raises(Refused, match=why):
            refuse_unanswerable(case, ask())


def test_what_is_left_can_be_answered() -> None:
    case = done(drafted(), (join, ask("x"), {"mention": post("2", ANA, 3)}))
    case = gone(case, "x/2")
    assert not case.withdrawn
    assert case.due_at is not None
    assert case.latest.key == "x/1"
    refuse_unanswerable(case, ask())


def test_a_reply_on_its_way_to_a_deleted_post_is_not_sent() -> None:
    case = drafted()
    case = done(case, (send, ask(), {"number": case.drafts[0].number}))
    assert case.replies[0].state is Delivery.SENDING
    assert may_still_send(gone(case), case.replies[0].number, NOW) == AUTHOR_DELETED


def test_a_post_is_deleted_once_and_is_not_changed_afterwards() -> None:
    case = gone(opened())
    assert withdraw(case, ask("x"), held=case.first) == []
    assert revise(case, ask("x"), held=case.first, now=post()) == []


def event_log() -> list[Event]:
    """A case with a changed post, a note that quotes it as Slack writes it, and one that does not."""
    first = replace(post(), text=LONG + " & more")
    events = [replace(open_case(ask("x", 0), first, SERVICE), number=1)]
    case = fold(1_042, events)
    steps: list[Callable[[Case], list[Event]]] = [
        lambda c: note(c, ask(), channel="C1", ts="1.1", text=f"she says: {LONG} &amp; more!"),
        lambda c: note(c, ask(), channel="C1", ts="1.2", text="teapots again"),
        lambda c: revise(c, ask("x"), held=c.first, now=replace(c.first, text=LONG + ", sorry")),
        lambda c: join(c, ask("x"), mention=post("2", ANA, 5)),
    ]
    for step in steps:
        placed = [replace(event, number=case.version + 1) for event in step(case)]
        case, events = after(case, step(case)), events + placed
    return events


def test_notes_that_repeat_a_post_are_found_unless_they_were_deleted() -> None:
    events = event_log()
    assert notes_quoting(events, "x/1") == [("C1", "1.1")]
    deleted = Event("note_deleted", "U", NOW, "r", {"channel": "C1", "ts": "1.1"}, 9)
    assert notes_quoting([*events, deleted], "x/1") == []


def test_a_redacted_event_log_has_no_word_of_the_post_and_folds_to_the_same_case() -> None:
    events = event_log()
    case = fold(1_042, events)
    withdrawn = withdraw(case, ask("x", 9), held=case.first)
    after_it = after(case, withdrawn)
    events += [replace(withdrawn[0], number=after_it.version)]
    clean = {event.number: event for event in struck(events, "x/1")}
    kept = [clean.get(event.number, event) for event in events]
    assert "teapot arrived" not in str(kept)
    assert "'ana'" in str(kept), "the other post keeps its author"
    assert [event.data["text"] for event in kept if event.kind == "noted"] == [
        "she says: …!",
        "teapots again",
    ]
    assert fold(1_042, kept) == after_it
    assert posts_in(kept)["x/1"] == after_it.first


QUOTE = f"she says: {LONG}"


def ours(case: Case) -> list[Event]:
    return claim(case, ask())


def quoting(case: Case) -> list[Event]:
    return draft(case, ask(), text=QUOTE, to=case.latest, length=9, longest=280)


def anew(case: Case) -> list[Event]:
    return draft(case, ask(), text="Sorry!", to=case.latest, length=6, longest=280)


@pytest.mark.parametrize(
    "steps",
    [
        [lambda c: hand_over(c, ask(), route=BILLING, reason=QUOTE)],
        [lambda c: escalate(c, ask(), route=BILLING, reason=QUOTE)],
        [ours, lambda c: ask_guidance(c, ask(), question=QUOTE, team="billing")],
        [lambda c: resolve(c, ask(), resolution=Resolution.NO_ANSWER, because=QUOTE)],
        [ours, quoting],
        [ours, quoting, anew],
        [ours, quoting, lambda c: hand_over(c, ask(), route=BILLING, reason="no")],
    ],
    ids=[
        "handed over",
        "escalated",
        "guidance",
        "resolved",
        "drafted",
        "redrafted",
        "drafted and handed over",
    ],
)
def test_what_staff_wrote_loses_the_words_of_a_deleted_post_in_event_log_and_case(
    steps: list[Callable[[Case], list[Event]]],
) -> None:
    """Pitfall 56: and both still lead to the same case."""
    first, second = replace(post(), text=LONG), post("2", ANA, 5)
    brought = Origin("U0MIRA", "https://larkspur.slack.com/p1", QUOTE)
    events = [open_case(ask("U0MIRA", 0), first, SERVICE, brought)]
    case = fold(1_042, events)
    begun: list[Callable[[Case], list[Event]]] = [lambda c: join(c, ask("x"), mention=second)]
    taken: list[Callable[[Case], list[Event]]] = [lambda c: withdraw(c, ask("x"), held=first)]
    for step in [*begun, *steps, *taken]:
        placed = [replace(event, number=case.version + n) for n, event in enumerate(step(case), start=1)]
        case, events = after(case, placed), events + placed
    clean = {event.number: event for event in struck(events, "x/1")}
    kept = [clean.get(event.number, event) for event in events]
    left = without_quotes(case, wordings(events, "x/1"))
    assert "teapot arrived" not in str(kept) + str(left)
    assert fold(1_042, kept) == left


def test_a_draft_that_repeats_a_deleted_post_cannot_be_sent_as_something_else() -> None:
    """Its author was shown the words: what goes out must be exactly that, or nothing."""
    case = done(opened(), (join, ask("x"), {"mention": post("2", ANA, 3)}), (claim, ask(), {}))
    case = done(case, (draft, ask(), {**TEXT, "text": QUOTE, "to": case.latest}))
    number = case.drafts[0].number
    with pytest.raises(Refused, match="Open \\*Reply\\* again"):
        send(without_quotes(gone(case), [LONG]), ask(), number=number)


def test_a_note_with_the_posts_link_repeats_it_too() -> None:
    """Slack puts each address in angle brackets."""
    text = "look at my bill https://t.co/abc?a=1&b=2 please"
    events = [open_case(ask("x", 0), replace(post(), text=text), SERVICE)]
    said = "she says look at my bill <https://t.co/abc?a=1&amp;b=2> please!"
    events += [replace(note(fold(1_042, events), ask(), channel="C1", ts="1.1", text=said)[0], number=2)]
    assert notes_quoting(events, "x/1") == [("C1", "1.1")]
    assert [event.data["text"] for event in struck(events, "x/1") if event.kind == "noted"] == ["she says …!"]


def test_an_event_log_contains_posts_a_long_case_keeps_no_longer() -> None:
    events = event_log()
    posts = posts_in(events)
    assert [posts["x/1"].text, posts["x/2"].text] == [LONG + ", sorry", "post 2"]


def test_the_clock_runs_on_while_a_post_is_left() -> None:
    case = done(opened(), (join, ask("x"), {"mention": post("2", ANA, 3)}))
    due = case.due_at
    assert gone(case, "x/1").due_at == due == NOW + timedelta(seconds=SERVICE.first_response)


AWAY, BLOCKED = Hidden("The account is away."), Hidden("The author blocks us.", shows_words=True)


def hidden(case: Case, why: Hidden = AWAY) -> Case:
    return after(case, hide(case, ask("x"), held=case.first, hidden=why))


def test_a_hidden_post_keeps_its_words_and_cannot_be_answered_until_it_is_back() -> None:
    case = hidden(drafted())
    assert (case.first.text, case.first.is_readable, case.turn) == (opened().first.text, False, 1)
    with pytest.raises(Refused, match="The account is away"):
        send(case, ask(), number=case.drafts[0].number)
    back = after(case, unhide(case, ask("x"), held=case.first))
    assert replace(back, version=0) == replace(drafted(), version=0)


def test_a_post_that_everybody_else_sees_keeps_its_words_where_they_are_shown() -> None:
    case = hidden(opened(), BLOCKED)
    assert case.first.is_readable
    assert not case.answerable(NOW)


def test_a_post_is_hidden_once_for_each_reason_and_a_gone_one_never() -> None:
    case = hidden(opened())
    assert hide(case, ask("x"), held=case.first, hidden=AWAY) == []
    assert hidden(case, BLOCKED).first.hidden == BLOCKED
    assert unhide(opened(), ask("x"), held=opened().first) == []
    deleted = gone(case)
    assert (deleted.first.gone, deleted.first.hidden) == (True, None)
    assert hide(deleted, ask("x"), held=deleted.first, hidden=AWAY) == []

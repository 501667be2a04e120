"""Direct messages and the window of notifications: complete, within Slack's limits, without a customer's words."""

from datetime import timedelta
from html import unescape

import pytest
from msgspec.structs import replace

from bot.case import Event, Guidance
from bot.case.clocks import BREACH, LEVELS, REMIND, WARN, ClockKind, SlaTimer
from bot.case.handling_model import Assignment
from bot.case.model import Case
from bot.case.notifications import Preference, Way
from bot.case.reply_model import Delivery
from bot.slack.views.correct import Allowed
from bot.slack.views.escalation import WarningPart, draw_warning
from bot.slack.views.notification import draw_direct, draw_instead
from bot.slack.views.people import calling
from bot.slack.views.preferences import in_words, preferences_message, preferences_modal
from bot.slack.views.text import units
from bot.slack.views.thread import draw_event
from tests.bot.slack.views.hostile import HOSTILE
from tests.bot.slack.views.limits import check_message, check_view, pressable
from tests.bot.slack.views.samples import CLAIMED, DRAFT, NOW, OTHER, OWNER, POST, REPLY, event, posted

FAILED = replace(CLAIMED, replies=(replace(REPLY, state=Delivery.NOT_SENT, why="X is down."),))
IN_DOUBT = replace(CLAIMED, replies=(replace(REPLY, state=Delivery.UNSURE),))
OFFERED = replace(CLAIMED, assignment=Assignment(9, NOW + timedelta(minutes=5)))
ASKING = replace(CLAIMED, guidance=(Guidance(9, OTHER, "Why?", NOW, person=OWNER),))
TIMER = SlaTimer(ClockKind.FIRST_RESPONSE, 3_600, "", NOW, 1, NOW, NOW + timedelta(minutes=12))
LATE = replace(CLAIMED, clocks=(replace(TIMER, notified=BREACH),))
WROTE = posted(mention=replace(POST, native_id="1002", text="Still red."))

# The case, what happened, what the message says of it, and its buttons.
SAID: tuple[tuple[Case, Event, str, dict[str, str]], ...] = (
    (CLAIMED, WROTE, "The customer wrote again on X. Reply due in 40 min.", {"reply": "1042"}),
    (CLAIMED, event("edited", network="x", own=True), "The customer edited a post on X.", {"reply": "1042"}),
    (FAILED, event("not_sent", reply=7), "Your reply on X was not sent: ", {"try_again": "1042/7"}),
    (
        IN_DOUBT,
        event("unsure", reply=7),
        "Check X, then choose in the thread.",
        {"open_thread": "open_thread"},
    ),
    (OFFERED, event("assigned", number=9, to=OWNER), "This case is assigned to you.", {"claim": "1042"}),
    (
        CLAIMED,
        event("taken_over", by=OTHER),
        f"<@{OTHER}> took over this case.",
        {"open_thread": "open_thread"},
    ),
    (
        CLAIMED,
        event("handed_over", by=OTHER, refused=True, team_from="billing", team_to="service"),
        f"<@{OTHER}> sent this case back from \u2068billing\u2069 to \u2068service\u2069.",
        {"open_thread": "open_thread"},
    ),
    (
        CLAIMED,
        event("guidance_given", by=OTHER, guidance=4, asked_by=OWNER),
        f"Your question was answered by <@{OTHER}>.",
        {"open_thread": "open_thread"},
    ),
    (
        CLAIMED,
        event("guidance_given", by=OTHER, guidance=4, asked_by=OWNER, more=[[5, "U0RUTH"], [6, OWNER]]),
        f"Your 2 questions were answered by <@{OTHER}>.",
        {"open_thread": "open_thread"},
    ),
    (
        CLAIMED,
        event("guidance_given", by=OTHER, guidance=4, asked_by="U0RUTH"),
        f"The question was answered by <@{OTHER}>.",
        {"open_thread": "open_thread"},
    ),
    (OFFERED, event("reassigned", number=9, to=OWNER), "This case is assigned to you.", {"claim": "1042"}),
    (
        replace(OFFERED, owner=OTHER),
        event("reassigned", number=9, by="U0RUTH", to=OTHER),
        f"<@U0RUTH> reassigned this case to <@{OTHER}>.",
        {"open_thread": "open_thread"},
    ),
    (
        replace(CLAIMED, owner=None),
        event("undone", by=OTHER, what="assigned", owner=OWNER),
        f"<@{OTHER}> undid what they did with this case. You no longer own it.",
        {"open_thread": "open_thread"},
    ),
    (
        CLAIMED,
        replace(event("prioritized", by=OTHER), data={"from": "normal", "to": "urgent", "because": "fire"}),
        f"<@{OTHER}> changed the priority from normal to urgent.",
        {"open_thread": "open_thread"},
    ),
    (
        replace(CLAIMED, resumed=True),
        event("pending_ended", why="time"),
        "Your follow-up is due: the customer hasn't replied.",
        {"reply": "1042"},
    ),
    (
        replace(CLAIMED, owner=None),
        event("woken", why="time", set_by=OWNER),
        "The snooze that you set ended. The case has no owner.",
        {"claim": "1042"},
    ),
    (
        ASKING,
        event("guidance_asked", number=9, by=OTHER, person=OWNER),
        f"<@{OTHER}> asks you for guidance.",
        {"open_thread": "open_thread"},
    ),
    (CLAIMED, event("woken", why="time"), "The snooze ended.", {"reply": "1042"}),
    (LATE, event("warned", clock="first_response", rung=BREACH), "overdue since 22 Nov", {"reply": "1042"}),
    (CLAIMED, event("not_corrected", reply=7, why="Too late."), "Too late.", {"open_thread": "open_thread"}),
)


@pytest.mark.parametrize(
    ("case", "what", "says", "buttons"), SAID, ids=lambda value: getattr(value, "kind", "")
)
def test_a_direct_message_says_what_happened_and_has_one_button(
    case: Case, what: Event, says: str, buttons: dict[str, str]
) -> None:
    message = draw_direct(case, what, OWNER, NOW)
    assert message
    check_message(message)
    assert message.text.startswith("#1042 · ")
    assert says in message.text
    assert pressable(message) == buttons


@pytest.mark.parametrize(
    ("case", "what"),
    [
        (CLAIMED, event("not_sent", reply=7)),
        (CLAIMED, event("assigned", number=9, to=OWNER)),
        (CLAIMED, event("reassigned", number=9, to=OWNER)),
        (CLAIMED, event("guidance_asked", number=9, person=OWNER)),
        (CLAIMED, event("pending_ended", why="time")),
        (LATE, event("warned", clock="first_response", rung=LEVELS[0])),
        (CLAIMED, event("noted", text="internal")),
    ],
)
def test_what_is_settled_by_now_or_internal_is_not_sent(case: Case, what: Event) -> None:
    assert draw_direct(case, what, OWNER, NOW) is None


def test_a_reply_that_is_late_by_now_is_called_overdue_and_a_draft_is_named_where_there_is_one() -> None:
    late = draw_direct(CLAIMED, WROTE, OWNER, NOW + timedelta(hours=1))
    assert late
    assert "Reply overdue since 22 Nov 2026 14:45 UTC." in late.text
    edited = event("edited", network="x", own=True)
    for case, reviews in ((CLAIMED, False), (replace(CLAIMED, drafts=(DRAFT,)), True)):
        message = draw_direct(case, edited, OWNER, NOW)
        assert message
        assert ("Review your draft" in message.text) is reviews


@pytest.mark.parametrize("words", HOSTILE)
def test_no_word_of_a_customer_is_in_a_direct_message(words: str) -> None:
    post = replace(POST, text=words, native_id="1002", author=replace(POST.author, name=words, handle=words))
    case = replace(CLAIMED, mentions=(post,))
    message = draw_direct(case, posted(mention=post), OWNER, NOW)
    assert message
    plain = draw_direct(CLAIMED, WROTE, OWNER, NOW)
    assert plain
    assert message.blocks == plain.blocks
    why = draw_direct(CLAIMED, event("not_corrected", reply=7, why=words), OWNER, NOW)
    assert why
    check_message(why)


def test_a_person_no_direct_message_reaches_is_called_in_the_thread() -> None:
    for first in (True, False):
        instead = draw_instead(CLAIMED, WROTE, OWNER, NOW, first=first)
        assert instead
        check_message(instead)
        assert instead.text.startswith(f"<@{OWNER}>: The customer wrote again on X.")
        assert ("Baton couldn't send you a direct message" in instead.text) is first
    assert draw_instead(CLAIMED, event("not_sent", reply=7), OWNER, NOW, first=True) is None


def test_a_message_calls_whom_it_is_for_and_names_the_others() -> None:
    taken = replace(event("taken_over", by=OTHER), data={"from": OWNER})
    shown = draw_event(CLAIMED, taken, Allowed(), [OWNER])
    assert shown
    kinds = [(part["type"], part.get("user_id")) for part in shown.blocks[0]["elements"][0]["elements"]]
    assert kinds[0] == ("user", OWNER)
    assert ("name", OTHER) in kinds
    quiet = calling(shown, ())
    assert "user" not in str([part["type"] for part in quiet.blocks[0]["elements"][0]["elements"]])


CHOICES = [Preference(way, off_shift) for way in Way for off_shift in (False, True)]


@pytest.mark.parametrize("teams", [(), ("Billing",), ("x" * 300,) * 60])
@pytest.mark.parametrize("chosen", CHOICES)
def test_every_choice_has_words_and_a_window(chosen: Preference, teams: tuple[str, ...]) -> None:
    check_message(preferences_message(chosen, teams))
    view = preferences_modal(chosen, teams)
    check_view(view)
    first = {block["block_id"]: block["element"]["initial_option"]["value"] for block in view["blocks"][1:]}
    assert first == {"way": chosen.way.value, "shift": "always" if chosen.off_shift else "on_shift"}
    assert in_words(chosen, teams).endswith(".")


@pytest.mark.parametrize(
    ("level", "minutes", "words"),
    [
        (REMIND, 12, "#1042 · First reply due in 12 min: half of the time is used."),
        (WARN, 12, "#1042 · First reply due in 12 min."),
        (BREACH, -3, "#1042 · First reply overdue since 22 Nov 2026 14:02 UTC."),
    ],
)
def test_a_push_of_a_timer_says_what_is_left(level: int, minutes: int, words: str) -> None:
    timer = replace(TIMER, notified=level, due_at=NOW + timedelta(minutes=minutes))
    case, what = replace(CLAIMED, clocks=(timer,)), event("warned", clock="first_response", rung=level)
    direct, said = draw_direct(case, what, OWNER, NOW), draw_event(case, what, whom=[OWNER])
    assert direct
    assert said
    assert direct.text == words
    assert said.text.startswith(f"<@{OWNER}> {words}\n")


def test_a_push_of_a_teams_overdue_cases_begins_with_the_first_customer() -> None:
    late, soon = WarningPart([(LATE, LATE.clocks[0])], []), WarningPart([(CLAIMED, TIMER)] * 2, [])
    push = draw_warning(late, soon).text.split("\n")[0]
    assert push.startswith("1 overdue, 2 due soon, first: \u2068Ada K\u2069 (12.4k) on X: “")
    assert push.endswith(" · first reply overdue since 22 Nov 2026 14:17 UTC")
    alone = draw_warning(WarningPart([], []), WarningPart([(CLAIMED, TIMER)], []))
    assert alone.text.startswith("1 due soon: ")


@pytest.mark.parametrize("words", [*HOSTILE, "My bill & <your> refund " * 30])
def test_the_words_of_the_first_customer_end_where_a_phone_stops(words: str) -> None:
    author = replace(POST.author, name="Ada & Konstantin <the third> of Larkspur")
    for post in (
        replace(POST, text=words, author=author, private=True),
        replace(POST, text=words, network="mastodon"),
    ):
        case = replace(LATE, mentions=(post,))
        rows = [(case, case.clocks[0])] * 150
        push = draw_warning(WarningPart(rows, []), WarningPart(rows, [])).text.split("\n")[0]
        begun, _, due = unescape(push).partition(" · first reply overdue")
        assert units(begun) < 150
        assert due.startswith(" since ")
        assert "150 overdue, 150 due soon, first: " in begun

"""The card shows the case as it is now, with the buttons that make sense now."""

import re
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import Ask, reopen, resolve
from bot.case.handling_model import Assignment, Guidance, HandOff, Snooze
from bot.case.model import Case, Resolution
from bot.case.reply_model import Delivery
from bot.mention import Author, MayReply, Mention, Quoted
from bot.routing import Priority
from bot.slack import Message
from bot.slack.views.blocks import group, readable
from bot.slack.views.card import draw_card, draw_moved
from bot.slack.views.text import units
from bot.slack.views.thread import draw_joined
from tests.bot.case.world import after
from tests.bot.slack.views.limits import check_message, parts, pinging, shown
from tests.bot.slack.views.samples import (
    BY_HAND,
    CLAIMED,
    ELSEWHERE,
    ESCALATED,
    GONE,
    MOVED,
    NOW,
    OWNER,
    POST,
    REPLY,
    RESOLVED,
    THREAD,
    WAITING,
)

BROUGHT = HandOff("U0MIRA", "marketing", "it is the router", NOW)
SLEEPING = replace(WAITING, snooze=Snooze(3, OWNER, NOW))
LONG = replace(POST, text="@larkspur_help since the storm of last night " + 20 * "nothing works ")
ALL = [WAITING, CLAIMED, RESOLVED, BY_HAND, ESCALATED, MOVED]


def buttons(message: Message) -> dict[str, dict[str, Any]]:
    return {each["action_id"]: each for each in parts(message.blocks) if each.get("type") == "button"}


def controls(message: Message) -> list[dict[str, Any]]:
    """Return the elements that can be pressed, in the card's order."""
    return [each for each in parts(message.blocks) if each.get("type") in ("button", "overflow")]


def deeds(message: Message) -> list[str]:
    """Return the actions that the card offers, in its order."""
    return [
        word
        for each in controls(message)
        for word in (
            [option["value"].split()[0] for option in each["options"]]
            if each["type"] == "overflow"
            else [each["action_id"]]
        )
    ]


def words(case: Case, **more: Any) -> str:
    return draw_card(case, now=NOW, **more).text


@pytest.mark.parametrize("case", ALL)
def test_every_card_keeps_slacks_limits(case: Case) -> None:
    check_message(draw_card(case, notify=[group("S1")], marketing=True, now=NOW))


def test_a_waiting_card_says_everything_staff_need() -> None:
    said = words(WAITING, team="Service")
    for expected in (
        "#1042 · X · PUBLIC",
        "Ada K",
        "@ada_k",
        "12.4k followers",
        "My router blinks red",
        "Open on X (https://x.com/ada_k/status/1001)",
        "No owner yet",
        "reply due 22 Nov 2026 14:45 UTC",
        "Assigned to ⁨Service⁩ · priority high · ⁨router⁩",
    ):
        assert expected in said


QUOTED = Quoted("https://x.com/larkspur/status/7", "New: the <green> router", "larkspur", "Larkspur")
PICTURED = replace(
    POST,
    media=("https://pictures.example/1.jpg", "https://pictures.example/2.jpg"),
    alts=("a router that blinks <red>", ""),
    quoted=QUOTED,
)


def test_a_quoted_post_shows_its_author_and_words_and_pictures_what_their_author_says_of_them() -> None:
    said = words(replace(WAITING, mentions=(PICTURED,)))
    assert "Quotes ⁨Larkspur⁩ ⁨@larkspur⁩ · Open it (https://x.com/larkspur/status/7)" in said
    assert "New: the &lt;green&gt; router" in said
    assert "Shows media 1 (https://pictures.example/1.jpg): ⁨a router that blinks &lt;red&gt;⁩" in said
    assert "Shows: media 2 (https://pictures.example/2.jpg)" in said


def test_a_quoted_post_that_is_not_shown_to_us_is_a_link() -> None:
    said = words(replace(WAITING, mentions=(replace(POST, quoted=Quoted("https://x.com/i/status/7")),)))
    assert "Quotes another post · Open it (https://x.com/i/status/7)" in said


def test_a_card_with_ten_described_pictures_and_a_long_quote_keeps_slacks_limits() -> None:
    many = replace(
        PICTURED,
        text="x" * 40_000,
        media=tuple(f"https://pictures.example/{n}.jpg" for n in range(12)),
        alts=("y" * 2_000,) * 12,
        quoted=replace(QUOTED, text="z" * 4_000),
    )
    check_message(draw_card(replace(WAITING, mentions=(many,)), now=NOW))
    check_message(draw_joined(WAITING, many, bystander=False))


def test_who_can_read_a_post_is_one_of_three() -> None:
    followers, private = replace(POST, followers_only=True), replace(POST, private=True)
    headings = [
        words(replace(WAITING, mentions=(post,))).split("\n")[1] for post in (POST, followers, private)
    ]
    assert [heading.partition(" · \u2068")[0] for heading in headings] == [
        "#1042 · X · PUBLIC",
        "#1042 · X · FOLLOWERS",
        "#1042 · X · PRIVATE",
    ]


ANSWERED = replace(CLAIMED, due_at=None, answered_at=NOW)
GIVEN = replace(CLAIMED, assignment=Assignment(4, NOW))
LEFT = ["hand_over", "snooze", "ask_guidance", "release", "more"]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (WAITING, ["claim_reply", "claim", "hand_over", "resolve", "snooze", "why", "more"]),
        (CLAIMED, ["reply", "resolve", *LEFT]),
        (ANSWERED, ["resolve", "reply", *LEFT]),
        (GIVEN, ["accept_reply", "release", "claim", "hand_over", "resolve", "snooze", "more"]),
        (BY_HAND, ["open_post", "mark_answered", "resolve", "hand_over", "snooze", "ask_guidance", "more"]),
        (
            replace(BY_HAND, status=WAITING.status, owner=None),
            ["open_post", "mark_answered", "claim", "hand_over", "resolve", "snooze", "more"],
        ),
        (replace(BY_HAND, due_at=None, answered_at=NOW), ["resolve", "open_post", *LEFT]),
        (GONE, ["resolve", "hand_over", "snooze", "why", "release", "more"]),
        (RESOLVED, ["reopen", "why", "more"]),
        (replace(RESOLVED, stuck="no"), ["unstick", "reopen", "why", "more"]),
        (
            replace(WAITING, stuck="no"),
            ["claim_reply", "unstick", "claim", "hand_over", "resolve", "snooze", "more"],
        ),
        (SLEEPING, ["wake", "claim_reply", "resolve", "hand_over", "more"]),
        (replace(CLAIMED, snooze=SLEEPING.snooze), ["wake", "reply", "resolve", "hand_over", "more"]),
        (
            replace(WAITING, hand_off=BROUGHT),
            ["accept_reply", "send_back", "claim", "hand_over", "resolve", "snooze", "more"],
        ),
        (
            replace(WAITING, hand_off=replace(BROUGHT, sent_back=True)),
            ["claim_reply", "claim", "hand_over", "resolve", "snooze", "why", "more"],
        ),
    ],
)
def test_the_controls_are_those_that_make_sense_now(case: Case, expected: list[str]) -> None:
    drawn = draw_card(case, now=NOW)
    assert deeds(drawn) == expected
    check_message(drawn)


def test_a_card_has_three_controls_at_most_and_says_the_next_step_first() -> None:
    """Pitfall 55 (docs/pitfalls.md): what is done now and then is out of sight, and labelled."""
    for case in (*ALL, SLEEPING, ANSWERED, GIVEN, GONE, replace(CLAIMED, hand_off=BROUGHT, stuck="no")):
        drawn = draw_card(case, marketing=True, private=True, now=NOW)
        assert len(controls(drawn)) <= 3
        (menu,) = [each for each in controls(drawn) if each["type"] == "overflow"]
        assert len(menu["options"]) <= 5
        assert menu["options"][-1]["text"]["text"] == "More"
        assert [each["action_id"] for each in controls(drawn) if each.get("style")] in (
            [],
            [controls(drawn)[0]["action_id"]],
        )


def test_the_customers_words_begin_within_the_first_two_lines() -> None:
    for case in (*ALL, SLEEPING, ANSWERED, GIVEN):
        drawn = draw_card(case, now=NOW)
        lines = "".join(shown_lines(drawn)[:2])
        assert "My router blinks red" in lines


def shown_lines(message: Message) -> list[str]:
    """Return what the blocks show, line by line."""
    return [
        line
        for block in message.blocks
        if block["type"] != "actions"
        for line in readable([block]).split("\n")
    ]


def test_the_first_line_says_how_urgent_it_is_with_a_mark_and_a_word_and_nothing_for_normal() -> None:
    first = {
        each: shown_lines(draw_card(replace(WAITING, route=replace(WAITING.route, priority=each)), now=NOW))[
            0
        ]
        for each in Priority
    }
    assert [line.partition("Ada")[0] for line in first.values()] == [
        "🔴 Urgent · \u2068",
        "🟠 High · \u2068",
        "\u2068",
        "⚪ Low · \u2068",
    ]
    assert first[Priority.NORMAL] == "\u2068Ada K\u2069 (12.4k) · X (https://x.com/ada_k/status/1001)"


def test_the_card_shows_the_latest_message_and_folds_what_is_long() -> None:
    later = replace(POST, native_id="1002", text="I am leaving. " * 60)
    drawn = draw_card(replace(CLAIMED, mentions=(POST, later), mention_count=2), now=NOW)
    (quote,) = [each for each in parts(drawn.blocks) if each.get("type") == "rich_text_quote"]
    words, _, rest = quote["elements"]
    assert words["text"].startswith("I am leaving.")
    assert words["text"].endswith(("leaving.…", " am…", " I…"))
    assert len(words["text"]) <= 201
    assert rest == {"type": "link", "url": POST.url, "text": "Read all"}
    assert drawn.text.count("I am leaving.") == 8 + 60, "the text has the whole message"


def test_the_push_reads_like_a_person() -> None:
    outage = replace(POST, text="My internet is DOWN again", author=replace(POST.author, followers=412_000))
    case = replace(WAITING, mentions=(outage,), due_at=NOW + timedelta(minutes=12))
    first = draw_card(case, fresh=True, now=NOW).text.split("\n")[0]
    said = "\u2068Ada K\u2069 (412k) on X: “\u2068My internet is DOWN again\u2069”"
    assert first == f"🟠 High · {said} · reply due in 12 min"
    assert "reply due 22 Nov 2026 14:17 UTC" in draw_card(case, now=NOW).text.split("\n")[0]
    assert "<!date" not in draw_card(case, fresh=True, now=NOW).text


def test_a_handed_over_case_is_accepted_or_sent_back() -> None:
    drawn = draw_card(replace(WAITING, hand_off=BROUGHT, earlier_threads=(THREAD,)), now=NOW)
    assert buttons(drawn)["accept_reply"]["text"]["text"] == "Accept & reply"
    assert "Handed over from the thread in" in drawn.text
    assert "by <@U0MIRA>: ⁨it is the router⁩" in drawn.text
    back = replace(WAITING, hand_off=replace(BROUGHT, sent_back=True), earlier_threads=(THREAD,))
    assert "Sent back from the thread in" in words(back)


def test_a_snoozed_card_says_until_when_and_by_whom() -> None:
    assert "No owner yet · Snoozed until 22 Nov 2026 14:05 UTC by <@U0PRIYA>" in words(SLEEPING)
    assert "reply due" not in words(SLEEPING)
    assert "until the customer replies" in words(replace(WAITING, snooze=Snooze(3, OWNER, None)))


def test_a_card_says_whose_guidance_it_waits_for() -> None:
    asked = (
        Guidance(4, OWNER, "refundable?", NOW, team="billing", title="Billing"),
        Guidance(5, OWNER, "you?", NOW, person="U0LEON"),
    )
    assert "Waiting for guidance from ⁨Billing⁩, <@U0LEON>" in words(replace(CLAIMED, guidance=asked))


def test_a_resolved_card_without_an_owner_names_who_resolved_it() -> None:
    case = after(WAITING, resolve(WAITING, Ask("U0RUTH", NOW, "r"), resolution=Resolution.SPAM))
    drawn = draw_card(case, now=NOW)
    assert "<@U0RUTH>" in readable(drawn.blocks)
    assert "Resolved: spam · by <@U0RUTH>" in words(case)
    assert after(case, reopen(case, Ask("U0LEON", NOW, "o"))).resolved_by == ""


def test_a_resolved_card_says_why_it_needed_no_answer() -> None:
    case = replace(RESOLVED, resolution=Resolution.NO_ANSWER, resolved_because="they called")
    assert "Resolved: no reply needed (⁨they called⁩)" in words(case)


@pytest.mark.parametrize("post", [POST, LONG], ids=["short", "long"])
@pytest.mark.parametrize("case", [RESOLVED, SLEEPING], ids=["resolved", "snoozed"])
def test_a_case_that_rests_has_its_author_and_words_on_one_line_of_a_phone(case: Case, post: Mention) -> None:
    named = replace(post, author=replace(post.author, name="Maximiliane von Hohenstaufen-Weber"))
    for mentions in ((post,), (named,)):
        (first, *_) = draw_card(replace(case, mentions=mentions), now=NOW).blocks
        line = re.sub("[\u2066-\u2069]", "", readable([{**first, "accessory": {}}]))
        assert units(line) <= 41
        assert re.search(r": .{6}", line), "some of the words are there"


def test_only_marketing_is_offered_to_escalate() -> None:
    assert "escalate" in deeds(draw_card(WAITING, marketing=True, now=NOW))
    assert "escalate" not in deeds(draw_card(WAITING, now=NOW))


def test_a_button_carries_the_cases_number_and_nothing_more() -> None:
    """Pitfall 34 (docs/pitfalls.md): rights are read from the stored case, never from a value that came back."""
    for case in ALL:
        for word, button in buttons(draw_card(case, marketing=True, now=NOW)).items():
            assert button["value"] == ("open_post" if word == "open_post" else "1042")
            assert "1042" in button["accessibility_label"]


def test_a_post_that_takes_no_reply_offers_to_open_it_and_says_why() -> None:
    drawn = draw_card(BY_HAND, now=NOW)
    assert buttons(drawn)["open_post"]["url"] == POST.url
    assert "The author did not mention @larkspur_help." in drawn.text


def test_what_may_be_answered_is_decided_by_the_latest_post() -> None:
    later = replace(POST, native_id="1002", may_reply=MayReply("no", "They quoted nobody."))
    case = replace(CLAIMED, mentions=(POST, later), mention_count=2)
    assert "mark_answered" in buttons(draw_card(case, now=NOW))


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (replace(WAITING, due_at=NOW - timedelta(minutes=1)), "overdue since 22 Nov 2026 14:04 UTC"),
        (replace(WAITING, due_at=NOW), "overdue since"),
        (RESOLVED, "replied in 12 min"),
        (replace(RESOLVED, resolution=Resolution.SPAM), "Resolved: spam"),
        (CLAIMED, f"Claimed by <@{OWNER}>"),
        (replace(WAITING, mention_count=2), "1 more message in"),
        (replace(WAITING, mention_count=5), "4 more messages in"),
        (replace(WAITING, mention_count=2, community_answers=1), "community reply"),
        (replace(WAITING, mention_count=5, community_answers=3), "3 community replies · 1 more message in"),
        (ESCALATED, "Escalated by <@U0MIRA>"),
        (replace(WAITING, stuck="Slack refused."), "Failed: ⁨Slack refused.⁩"),
        (replace(WAITING, route=replace(WAITING.route, why="default")), "no rule matched"),
        (
            replace(WAITING, route=replace(WAITING.route, instead_of="billing")),
            "outside the business hours of ⁨billing⁩",
        ),
        (MOVED, "Handed over from the thread in #service"),
    ],
)
def test_the_card_says(case: Case, expected: str) -> None:
    assert expected in words(case)


def test_the_clock_runs_per_turn_and_not_from_birth() -> None:
    """Pitfall 38 (docs/pitfalls.md): a case that came back is not measured from its first post."""
    again = replace(POST, native_id="1002", posted_at=NOW - timedelta(minutes=5))
    old = replace(POST, posted_at=NOW - timedelta(days=3))
    first = replace(REPLY, state=Delivery.SENT, at=NOW - timedelta(days=2))
    second = replace(REPLY, number=9, state=Delivery.SENT, at=NOW - timedelta(minutes=1))
    case = replace(
        CLAIMED,
        mentions=(old, again),
        due_at=None,
        answered_at=second.at,
        replies=(first, second),
        mention_count=2,
    )
    assert "replied in 4 min" in words(case)


def test_the_card_tells_the_team_once_and_nobody_else() -> None:
    """Pitfall 55 (docs/pitfalls.md): only the first posting of a card notifies, and whom the route names."""
    assert pinging(draw_card(WAITING, notify=[group("S0SERVICE")], now=NOW)) == {"S0SERVICE"}
    assert pinging(draw_card(WAITING, now=NOW)) == set()


def test_an_owner_who_is_no_slack_id_is_only_a_name() -> None:
    assert pinging(draw_card(replace(CLAIMED, owner="<!channel>"), now=NOW)) == set()


def test_a_card_left_behind_says_where_the_case_went_and_has_nothing_to_press() -> None:
    drawn = draw_moved(MOVED, THREAD)
    assert "from ⁨#service⁩ to ⁨#billing⁩" in drawn.text
    assert ELSEWHERE.url in drawn.text
    assert buttons(drawn) == {}
    check_message(drawn)
    assert "Open #1042 there" not in draw_moved(replace(MOVED, thread=None), THREAD).text


def test_a_card_left_behind_in_a_channel_of_two_teams_does_not_say_that_it_went_where_it_is() -> None:
    route = replace(MOVED.route, channel=THREAD.name)
    said = draw_moved(replace(MOVED, route=route), THREAD).text
    assert "Handed over. See the newer card in this channel · " in said
    assert "from" not in said.splitlines()[-1]


def test_a_slack_message_that_became_a_case_reads_as_it_was_written_and_is_not_called_public() -> None:
    post = replace(
        POST,
        network="slack",
        author=Author("U0MIRA", "U0MIRA"),
        text="Tom &amp; <https://a.b|his site> &lt;!channel&gt;",
    )
    drawn = draw_card(replace(ESCALATED, mentions=(post,)), now=NOW)
    assert "#1042 · Slack · INTERNAL" in drawn.text
    assert "Tom & his site (https://a.b) <!channel>" in shown(drawn.blocks)
    assert "<@U0MIRA> ·" in drawn.text
    assert pinging(drawn) == {"U0MIRA"}


def test_after_a_hand_over_no_rule_is_named() -> None:
    """The route's reason then names a person, who must not be told again by every card."""
    moved = replace(MOVED, route=replace(MOVED.route, why="handed over by <@U0LEON>"))
    assert "rule" not in words(moved)
    assert "U0LEON" not in pinging(draw_card(moved, now=NOW))


def test_an_address_that_is_no_web_address_becomes_no_link() -> None:
    bad = replace(
        POST, url="javascript:alert(1)", media=("ftp://x", "https://cdn.example/1.jpg", "http://[bad")
    )
    drawn = draw_card(replace(BY_HAND, mentions=(replace(bad, may_reply=MayReply("no")),)), now=NOW)
    links = [each["url"] for each in parts(drawn.blocks) if each.get("type") == "link"]
    assert links == ["https://cdn.example/1.jpg"]
    assert "open_post" not in buttons(drawn)


def test_where_people_have_no_handles_their_name_stands_once() -> None:
    post = replace(POST, network="facebook", private=True, author=Author("Mira Bakes", "Mira Bakes"))
    drawn = draw_card(replace(BY_HAND, mentions=(post,)), now=NOW)
    assert "· Facebook · PRIVATE" in drawn.text
    assert [line.count("Mira Bakes") for line in drawn.text.splitlines()[:2]] == [1, 1]
    assert "@" not in drawn.text.splitlines()[1]


def test_a_letter_shows_its_subject_and_the_bare_address_and_nothing_to_open() -> None:
    writer = Author(
        "Ann@post.example", "Ann", native_id="ann@post.example", links=("mailto:ann@post.example",)
    )
    url, title = "mid:1@post.example", "Invoice\n<!channel> " + "9" * 400
    letter = replace(POST, network="email", private=True, author=writer, url=url, title=title)
    drawn = draw_card(replace(CLAIMED, mentions=(letter,)), now=NOW)
    check_message(drawn)
    push, heading, *rest = drawn.text.splitlines()
    assert "⁨Ann⁩ on E-mail, private: “⁨Invoice &lt;!channel&gt; 999" in push
    assert heading.startswith("#1042 · E-mail · PRIVATE · ⁨Ann⁩ ⁨Ann@post.example⁩ · ")
    (subject,) = [line for line in rest if line.startswith("⁨Invoice &lt;!channel&gt; 999")]
    assert len(subject) < 250
    assert "Open on" not in drawn.text
    assert pinging(drawn) == {OWNER}


def test_a_card_whose_private_message_takes_no_reply_says_where_a_reply_would_go() -> None:
    closed = MayReply("yes", until=NOW - timedelta(minutes=1))
    private = replace(POST, native_id="d1", private=True, text="My number is 5.", may_reply=closed)
    case = replace(CLAIMED, mentions=(POST, private), turn=2)
    card = draw_card(case, now=NOW)
    check_message(card)
    said = readable(card.blocks)
    assert "⚠ You can't reply to this private message. ⁨The reply window for this post closed" in said
    assert "A reply goes to an older post, PUBLIC on X." in said
    assert buttons(card)["reply"]["text"]["text"] == "Reply in public"
    waiting = draw_card(replace(case, status=WAITING.status, owner=None), now=NOW)
    assert buttons(waiting)["claim_reply"]["text"]["text"] == "Claim & reply in public"
    still_open = replace(case, mentions=(POST, replace(private, may_reply=POST.may_reply)))
    card = draw_card(still_open, now=NOW)
    assert buttons(card)["reply"]["text"]["text"] == "Reply"
    assert "older post" not in card.text

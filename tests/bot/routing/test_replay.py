"""A replay counts where posts went and would go, keeps a few of each kind, and reads only what may still be read."""

import re
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case import Ask
from bot.mention import Author, MayReply, Mention
from bot.nlp import SentimentClassifier
from bot.routing import Rules, choose, read_rules, sample
from bot.routing.replay import EXAMPLES_KEPT, KINDS_KEPT, NOBODY, Replayed
from bot.services.edits import Changes
from bot.services.intake import Intake
from bot.services.rulebook.replay_posts import by, original_route, replay_past
from bot.services.rulebook.report_page import Heading, draw_page
from bot.slack.views.rule_editor import preview_window
from bot.store.store import Store
from tests.bot.slack.views.limits import check_view
from tests.bot.store.samples import NOW

TEAMS = "teams: {care: {channel: care}, billing: {channel: billing}}\ndefault: {team: care}\nrules:\n"
OLD = read_rules(
    TEAMS
    + "  - {name: bill, when: {words: [bill]}, then: {team: billing}}\n"
    + "  - {name: spam, when: {words: [win]}, then: {ignore: advertising}}\n"
)
NEW = read_rules(
    TEAMS
    + "  - {name: money, when: {words: [bill, refund]}, then: {team: billing, priority: high}}\n"
    + "  - {name: praise, when: {words: [thanks]}, then: {ignore: praise}}\n"
)
HOSTILE = '<script>alert("1")</script>\x1b[2J\u202e bill'


def post(number: int, text: str) -> Mention:
    author = Author(f"ana{number}", f"Ana {number}", None, str(number))
    return Mention("x", f"p{number}", f"p{number}", author, text, "https://x.example/p", NOW, MayReply("yes"))


def intake(store: Store, rules: Rules = OLD) -> Intake:
    return Intake(store, lambda: rules, merge=timedelta(hours=24), reopen=timedelta(hours=72))


async def taken(store: Store, *texts: str, days_ago: float = 0) -> list[Mention]:
    posts = [post(number, text) for number, text in enumerate(texts)]
    await intake(store).take(posts, NOW - timedelta(days=days_ago))
    return posts


async def found(store: Store, days: float = 14) -> Replayed:
    counted = Replayed()
    async for _ in replay_past(
        counted, store, NOW - timedelta(days=days), original_route, by(NEW, SentimentClassifier())
    ):
        pass
    return counted


async def test_it_tells_what_would_move_by_which_rule_with_a_few_of_the_posts(store: Store) -> None:
    await taken(store, *["my bill"] * 5, "refund please", "hello", "win a car", "many thanks")
    counted = await found(store)
    assert (counted.posts, counted.moved) == (9, 8)
    assert {(m.source, m.target, m.rule_then, m.rule_now): n for m, n, _ in counted.moves} == {
        ("billing, normal", "billing, high", "bill", "money"): 5,
        ("care, normal", "billing, high", "default", "money"): 1,
        (NOBODY, "care, normal", "advertising", "default"): 1,
        ("care, normal", NOBODY, "default", "praise"): 1,
    }
    assert counted.before["care, normal"] == 3
    assert counted.after == {"billing, high": 6, "care, normal": 2, NOBODY: 1}
    assert len(counted.moves[0][2]) == EXAMPLES_KEPT


async def test_it_walks_on_over_the_end_of_a_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.rulebook.replay_posts.PAGE", 2)
    await taken(store, *["my bill", "win", "hello"] * 3, "hello")
    assert (await found(store)).posts == 10


async def test_only_the_last_days_are_replayed(store: Store) -> None:
    await taken(store, "my bill", "win", days_ago=3)
    assert (await found(store, days=2)).posts == 0
    assert (await found(store, days=4)).posts == 2


async def test_what_was_taken_away_and_what_a_person_sent_on_is_left_out(store: Store) -> None:
    """See docs/pitfalls.md, 56."""
    gone, ignored, kept = await taken(store, "my bill", "win", "hello")
    await intake(store).take([], NOW, changes=Changes(gone=(gone.key, ignored.key)))
    by_hand = replace(post(9, "a bill"), native_id="by-hand")
    await intake(store).escalate(by_hand, Ask("U1", NOW, "r"), team="care", url="", reason="")
    counted = await found(store)
    assert (counted.posts, counted.moved) == (1, 0)
    assert kept.text == "hello"


async def test_what_a_rule_in_shadow_mode_would_have_matched_is_counted_from_the_event_log(
    store: Store,
) -> None:
    watching = read_rules(
        TEAMS
        + "  - {name: new, shadow: true, when: {words: [refund]}, then: {team: billing}}\n"
        + "  - {name: bill, when: {words: [bill]}, then: {team: billing}}\n"
    )
    posts = [post(n, words) for n, words in enumerate(("refund", "refund my bill", "bill"))]
    await intake(store, watching).take(posts, NOW)
    counted = Replayed()
    async for _ in replay_past(counted, store, NOW - timedelta(days=1), original_route, original_route):
        pass
    assert counted.moved == 0
    assert counted.shadows["new"].went == {"care, normal": 1, "billing, normal": 1}
    assert [each.text for each in counted.shadows["new"].examples] == ["refund", "refund my bill"]
    page = draw_page(Heading("r", "v", 1), counted)
    assert "Rules in shadow mode" in page
    assert "refund my bill" in page
    check_view(preview_window("draft", counted, 14, whole=True))


def test_rules_that_move_everything_everywhere_do_not_fill_the_memory() -> None:
    counted, then = Replayed(), choose(OLD, sample("hello"))
    for number in range(KINDS_KEPT + 7):
        counted.add(post(1, "hello"), replace(then, why=f"r{number}"), replace(then, team="billing"))
    assert (len(counted.moves), counted.further) == (KINDS_KEPT, 7)


def test_the_page_loads_nothing_and_escapes_every_value() -> None:
    counted = Replayed()
    counted.add(post(1, HOSTILE), choose(OLD, sample("x")), choose(NEW, sample("bill")))
    page = draw_page(Heading("<b>.yaml", "abc", 14), counted)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    assert "&lt;b&gt;.yaml, version abc" in page
    assert "<strong>1</strong> of 1 posts" in page
    assert 'lang="en"' in page
    assert "prefers-color-scheme: dark" in page
    assert page.count("<table>") == page.count("<thead>") == page.count("</table>") == 2


def test_a_page_about_nothing_says_so() -> None:
    assert "<p>No post would move.</p>" in draw_page(Heading("r", "v", 1), Replayed())

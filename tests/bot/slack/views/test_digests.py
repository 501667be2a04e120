"""The backlog digest and the sample of ignored posts: bounded, escaped and plain."""

from datetime import timedelta

from msgspec.structs import replace

from bot.slack.views.digests import Ignored, draw_backlog, draw_ignored_posts
from tests.bot.slack.views.hostile import HOSTILE
from tests.bot.slack.views.limits import check_message, pinging
from tests.bot.slack.views.samples import NOW, POST, WAITING

OLD = replace(WAITING, opened_at=NOW - timedelta(hours=30))


def test_a_sweep_lists_who_waits_and_how_many_more() -> None:
    said = draw_backlog("Billing", [OLD, WAITING], 14, NOW).text
    assert "14 unassigned cases of ⁨Billing⁩ are waiting for a reply." in said
    assert "open for 1 d 6 h" in said
    assert "and 12 more" in said
    alone = draw_backlog("Billing", [OLD], 1, NOW).text
    assert "1 unassigned case of ⁨Billing⁩ is waiting for a reply." in alone
    assert "more" not in alone


def test_a_sample_says_why_each_post_was_ignored_and_what_became_of_it() -> None:
    shown = [
        Ignored("x/1", "advertising", POST),
        Ignored("x/2", "advertising", POST, case=1_042),
        Ignored("x/3", "advertising", None),
    ]
    drawn = draw_ignored_posts(shown, 120)
    assert drawn.text.startswith("Ignored posts. The rules ignored 120 posts last week. Here are 3 of them.")
    assert "My router blinks red" in drawn.text
    assert "Now case #1042 · ignored: ⁨advertising⁩" in drawn.text
    assert "The author deleted this post" in drawn.text
    pressed = [each["value"] for block in drawn.blocks for each in block["elements"] if "value" in each]
    assert pressed == ["x/1"]


def test_what_strangers_wrote_stays_words() -> None:
    """Pitfall 9 (docs/pitfalls.md)."""
    for words in HOSTILE:
        post = replace(POST, text=words, author=replace(POST.author, name=words, handle=words))
        sample = draw_ignored_posts([Ignored("x/1", words, post)] * 5, 5)
        sweep = draw_backlog(words, [replace(OLD, mentions=(post,))] * 15, 20, NOW)
        for drawn in (sample, sweep):
            check_message(drawn)
            assert not pinging(drawn)

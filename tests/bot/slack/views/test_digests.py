"""The morning's sweep and the week's sample: bounded, escaped, and plain."""

from datetime import timedelta

from msgspec.structs import replace

from bot.slack.views.digests import Ignored, draw_sample, draw_sweep
from tests.bot.slack.views.hostile import HOSTILE
from tests.bot.slack.views.limits import check_message, pinging
from tests.bot.slack.views.samples import NOW, POST, WAITING

OLD = replace(WAITING, opened_at=NOW - timedelta(hours=30))


def test_a_sweep_lists_who_waits_and_how_many_more() -> None:
    said = draw_sweep("Billing", [OLD, WAITING], 14, NOW).text
    assert "14 cases of ⁨Billing⁩ wait for an answer and are nobody's yet." in said
    assert "open for 1 d 6 h" in said
    assert "and 12 more" in said
    alone = draw_sweep("Billing", [OLD], 1, NOW).text
    assert "1 case of ⁨Billing⁩ waits for an answer and is nobody's yet." in alone
    assert "more" not in alone


def test_a_sample_says_why_each_post_was_ignored_and_what_became_of_it() -> None:
    shown = [
        Ignored("x/1", "advertising", POST),
        Ignored("x/2", "advertising", POST, case=1_042),
        Ignored("x/3", "advertising", None),
    ]
    drawn = draw_sample(shown, 120)
    assert "3 of the 120 posts" in drawn.text
    assert "My router blinks red" in drawn.text
    assert "Case #1042 by now · ignored: ⁨advertising⁩" in drawn.text
    assert "The author deleted this post" in drawn.text
    pressed = [each["value"] for block in drawn.blocks for each in block["elements"] if "value" in each]
    assert pressed == ["x/1"]


def test_what_strangers_wrote_stays_words() -> None:
    """Pitfall 9."""
    for words in HOSTILE:
        post = replace(POST, text=words, author=replace(POST.author, name=words, handle=words))
        sample = draw_sample([Ignored("x/1", words, post)] * 5, 5)
        sweep = draw_sweep(words, [replace(OLD, mentions=(post,))] * 15, 20, NOW)
        for drawn in (sample, sweep):
            check_message(drawn)
            assert not pinging(drawn)

"""The figures of sentiment detection are right, and training beats the word list on posts it was not trained on."""

import pytest

from bench.airline import POSTS, halves
from bench.sentiment import Judged, in_order, judge, learned, report, takes_over_at
from bot.nlp.labels import sentiment_by_words

needs_posts = pytest.mark.skipif(
    not POSTS.exists(), reason="the labelled posts of ../shared/data are not here"
)
JUDGED = Judged(
    ("negative", "negative", "negative", "neutral", "positive"),
    ("negative", "negative", "neutral", "negative", "positive"),
)


def test_precision_and_recall_are_worked_out_by_label() -> None:
    """By hand: three were detected as negative, two of them rightly; three were labelled so, two of them found."""
    assert JUDGED.accuracy == pytest.approx(3 / 5)
    assert (JUDGED.precision("negative"), JUDGED.recall("negative")) == pytest.approx((2 / 3, 2 / 3))
    assert (JUDGED.precision("neutral"), JUDGED.recall("neutral")) == (0, 0)
    assert (JUDGED.precision("positive"), JUDGED.recall("positive")) == (1, 1)


def test_the_report_has_every_figure_and_a_confusion_table() -> None:
    lines = report({"learned": JUDGED}).splitlines()
    assert "| learned | 0.600 | 0.556 | 0.667 / 0.667 | 0.000 / 0.000 | 1.000 / 1.000 |" in lines
    assert "| labelled negative | 2 | 1 | 0 |" in lines


@needs_posts
def test_what_a_few_hundred_posts_teach_beats_the_list_of_words_on_the_other_half() -> None:
    first, second = halves()
    taught, unseen = in_order(first)[:600], in_order(second)[:400]
    mine, theirs = judge(unseen, learned(taught)), judge(unseen, sentiment_by_words)
    assert mine.macro_f1 > theirs.macro_f1 + 0.05
    assert mine.recall("negative") > theirs.recall("negative") + 0.2


@needs_posts
def test_on_real_posts_it_replaces_the_word_list_once_it_may() -> None:
    first, _ = halves()
    assert takes_over_at(in_order(first)[:250]) in (100, 150, 200)


@needs_posts
def test_no_post_is_in_both_halves() -> None:
    first, second = halves()
    assert len(first) + len(second) == 7_320
    assert not {post.mention.key for post in first} & {post.mention.key for post in second}

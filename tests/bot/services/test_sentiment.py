"""Sentiment corrections: stored, used for training, loaded by every process, and unlearned; on both databases."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.case import Ask, Refused
from bot.nlp import SentimentClassifier, SentimentLabel
from bot.routing import read_rules
from bot.services.casebook import Casebook
from bot.services.edits import changes_of
from bot.services.intake import Intake
from bot.services.sentiment import SentimentTraining
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.case.world import AINO, ANA, NOW, RUTH, ask, post

RULES = read_rules("teams: {service: {channel: '#service', first_response: 60m}}\ndefault: {team: service}\n")
SAID = {"negative": "day {} and no answer", "neutral": "which gate for {}", "positive": "crew {} made my day"}


@pytest.fixture
def training(store: Store) -> SentimentTraining:
    return SentimentTraining(store, SentimentClassifier())


async def comes(store: Store, text: str, native_id: str = "1", title: str = "") -> int:
    """The number of the case a post opens."""
    author = replace(ANA, native_id=f"author-{native_id}")
    said = replace(post(native_id, author), conversation=native_id, text=text, title=title)
    (seen,) = await _intake(store).take([said], NOW)
    assert seen.case is not None
    return seen.case


def _intake(store: Store) -> Intake:
    return Intake(store, lambda: RULES, merge=timedelta(), reopen=timedelta())


async def corrections(store: Store) -> list[SentimentLabel]:
    return await store.transact(lambda tx: tx.corrections(100))


async def taught(store: Store, each: int) -> None:
    """So many corrections of each label, as if agents had made them."""

    def work(tx: Tx) -> None:
        for label, words in SAID.items():
            for number in range(each):
                said = SentimentLabel(f"x/{label}{number}", words.format(number), label)
                tx.keep_correction(said, AINO, NOW)

    await store.transact(work)


async def test_what_an_agent_says_is_shown_on_the_case_and_is_learned_from_soon(
    store: Store, training: SentimentTraining
) -> None:
    """No handle and no link is kept to learn from."""
    number = await comes(store, "@larkspur_help still waiting https://x.com/1", title="Bag")
    done = await training.correct(number, "negative", ask(RUTH))
    assert [event.kind for event in done.events] == ["mood_corrected"]
    case = await Casebook(store).case(number)
    assert (case.sentiment, case.sentiment_by) == ("negative", RUTH)
    assert await corrections(store) == [SentimentLabel("x/1", "Bag still waiting", "negative")]
    jobs = await store.transact(lambda tx: tx.sql.rows("select run_at from jobs where kind = 'learn'"))
    assert len(jobs) == 1


async def test_the_last_word_on_a_post_counts_and_the_same_word_is_nothing_new(
    store: Store, training: SentimentTraining
) -> None:
    number = await comes(store, "still waiting")
    for label in ("positive", "negative", "negative"):
        done = await training.correct(number, label, ask(AINO))
    assert done.events == ()
    assert [each.label for each in await corrections(store)] == ["negative"]


@pytest.mark.parametrize("label", ["", "angry", "NEGATIVE"])
async def test_another_word_is_refused_with_those_that_are_not(
    store: Store, training: SentimentTraining, label: str
) -> None:
    number = await comes(store, "still waiting")
    with pytest.raises(Refused, match="!mood negative"):
        await training.correct(number, label, ask(AINO))
    assert await corrections(store) == []


async def test_what_its_author_deleted_is_unlearned(store: Store, training: SentimentTraining) -> None:
    """Pitfall 56: nothing of the words stays in any table."""
    number = await comes(store, "the violet teapot arrived broken")
    await training.correct(number, "negative", ask(AINO))
    await store.transact(lambda tx: tx.sql.run("delete from jobs where kind = 'learn'"))
    await _intake(store).take((), NOW, changes=changes_of("x", (), ("1",)))
    assert await corrections(store) == []
    rows = await store.transact(lambda tx: tx.sql.rows("select * from corrections"))
    assert "teapot" not in str(rows)
    assert await store.transact(lambda tx: tx.sql.rows("select 1 from jobs where kind = 'learn'"))
    with pytest.raises(Refused, match="deleted this post"):
        await training.correct(number, "positive", ask(AINO))


async def test_every_process_detects_by_what_one_of_them_learned(
    store: Store, training: SentimentTraining
) -> None:
    other, later = (
        SentimentTraining(store, SentimentClassifier()),
        SentimentTraining(store, SentimentClassifier()),
    )
    await other.reload()
    assert other.classifier.learned is None
    await taught(store, 40)
    await training.train(Ask("baton", NOW, "learn/1"))
    for each in (other, later):
        await each.reload()
        assert each.classifier.learned == training.classifier.learned
        assert each.classifier.classify("day 99 and no answer") == "negative"


async def test_of_what_was_learned_only_the_newest_is_kept(store: Store, training: SentimentTraining) -> None:
    await taught(store, 2)
    for place in range(3):
        await training.train(Ask("baton", NOW, f"learn/{place}"))
    rows = await store.transact(lambda tx: tx.sql.rows("select version from learned"))
    assert [row["version"] for row in rows] == [3]


async def test_with_nothing_left_to_learn_from_words_count_again_everywhere(
    store: Store, training: SentimentTraining
) -> None:
    other = SentimentTraining(store, SentimentClassifier())
    await taught(store, 40)
    await training.train(Ask("baton", NOW, "learn/1"))
    await other.reload()
    await store.transact(lambda tx: tx.sql.run("update corrections set text = ''"))
    await training.train(Ask("baton", NOW, "learn/2"))
    await other.reload()
    for each in (training, other):
        assert each.classifier.learned is None

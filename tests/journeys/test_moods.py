"""How posts sound: an agent puts one right with a press, and Baton hears the next ones as agents do."""

from bot.app import Baton
from bot.jobs.job import Job
from bot.nlp import SentimentLabel
from bot.store.tx import Tx
from tests.journeys.stage import Stage, until

COMPLAINT = "Larkspur, still waiting for my bill, day {}"
ASKING = "Larkspur, which bill is for month {}"
PRAISE = "Larkspur, the bill is right, crew {} made my day"


async def test_agents_teach_it_a_complaint_without_a_bad_word(stage: Stage, baton: Baton) -> None:
    await stage.customer("@ana", COMPLAINT.format(4))
    card = await stage.card("billing", "day 4")
    assert "Negative" not in card["text"], "the word list is not sure"
    await stage.agent("U0RUTH").command("billing", "/baton mood 1001 negative")
    await stage.card("billing", "😠 Negative")

    await taught(baton)
    now = baton.context.now()
    await baton.store.transact(lambda tx: tx.add_jobs([Job("moods", 0, "learn", now)]))

    async def learned() -> bool:
        return baton.training.classifier.learned is not None

    await until(learned)
    await stage.customer("@bob", COMPLAINT.format(5))
    heard = await stage.card("billing", "day 5")
    assert "😠 Negative" in heard["text"], "the learned model is sure"
    assert len(await stage.cards("billing")) == 2


async def taught(baton: Baton) -> None:
    """What agents said before today."""
    said = [(COMPLAINT, "negative"), (ASKING, "neutral"), (PRAISE, "positive")]

    def work(tx: Tx) -> None:
        for words, label in said:
            for number in range(40):
                said_of = SentimentLabel(f"x/{label}{number}", words.format(number), label)
                tx.keep_correction(said_of, "U0AINO", baton.context.now())

    await baton.store.transact(work)

"""Change the sentiment of a case, which also trains detection."""

from functools import partial

from bot.nlp import LABELS
from bot.slack import Message
from bot.slack.views.sentiment import sentiment_message
from handlers.request import Answer, Request, Routes, case_of


async def ask_for_sentiment(request: Request) -> Answer:
    """Show the three choices to the person who asked."""
    number, _ = await case_of(request)
    return sentiment_message(await request.book.case(number))


async def set_typed_sentiment(request: Request) -> Answer:
    """Set the sentiment by `!mood negative`; without a label show the choices."""
    number, label = await case_of(request)
    if not label:
        return sentiment_message(await request.book.case(number))
    return await _correct(request, number, label.lower())


async def set_pressed_sentiment(label: str, request: Request) -> Answer:
    number, _ = await case_of(request)
    return await _correct(request, number, label)


async def _correct(request: Request, number: int, label: str) -> Answer:
    await request.book.case(number)
    done = await request.services.training.correct(number, label, request.ask())
    return Message(
        f"Sentiment of case #{number} set to {done.case.sentiment}. Thanks, this improves future detection."
    )


ROUTES = Routes(
    words={"mood": set_typed_sentiment},
    buttons={
        "change_sentiment": ask_for_sentiment,
        **{f"mood_{label}": partial(set_pressed_sentiment, label) for label in LABELS},
    },
)

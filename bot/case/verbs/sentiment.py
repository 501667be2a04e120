"""Correction of the sentiment: a person's word overrules what Baton detected."""

from bot.case.model import Ask, Case, Event, Refused
from bot.nlp import LABELS

HOW = "Choose the sentiment of the first post: `!mood negative`, `!mood neutral` or `!mood positive`."


def correct_sentiment(case: Case, ask: Ask, *, label: str) -> list[Event]:
    """Set the sentiment of the first post to negative, neutral or positive.

    Raise Refused for another label, and when the post was deleted.
    """
    if label not in LABELS:
        raise Refused(HOW, "no_mood")
    post = case.first
    if post.gone:
        raise Refused("The author deleted this post, so its sentiment can no longer be changed.", "gone")
    if label == case.sentiment:
        return []
    return [ask.event("mood_corrected", mood=label, network=post.network, native_id=post.native_id)]

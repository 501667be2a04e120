"""How the customer sounds, as staff say: it stands above what Baton makes of the words."""

from bot.case.model import Ask, Case, Event, Refused
from bot.nlp import LABELS

HOW = "Say how the first post sounds: `!mood negative`, `!mood neutral` or `!mood positive`."


def correct_mood(case: Case, ask: Ask, *, label: str) -> list[Event]:
    """Say that the first post sounds negative, neutral or positive."""
    if label not in LABELS:
        raise Refused(HOW, "no_mood")
    post = case.first
    if post.gone:
        raise Refused("The author took that post away: nothing is left to say how it sounds.", "gone")
    if label == case.mood:
        return []
    return [ask.event("mood_corrected", mood=label, network=post.network, native_id=post.native_id)]

"""A person's choice of notifications: in words, its window, and the button on the Home tab."""

from collections.abc import Sequence

from bot.case.notifications import Preference, Way
from bot.slack import Message
from bot.slack.views.blocks import Element, actions, button, line, message, plain, rich
from bot.slack.views.inputs import View, field, option, window
from bot.slack.views.text import one_line

TEAMS_SHOWN, TITLE_SHOWN = 5, 60
WAY, SHIFT = "way", "shift"
ALWAYS, ON_SHIFT = "always", "on_shift"
# Each way: its label, and what it means.
WAYS = {
    Way.THREAD: ("In the case's thread", "Baton mentions you there."),
    Way.DIRECT: ("By direct message", "Baton writes to you in its Messages tab."),
    Way.BOTH: ("Both", "A mention in the thread, and a direct message."),
    Way.OFF: ("Off", "Nothing. Your cases stay on the Home tab."),
}
IN_WORDS = {
    Way.THREAD: "in the case's thread",
    Way.DIRECT: "by direct message",
    Way.BOTH: "in the case's thread and by direct message",
}
WHEN = (
    "Baton notifies you when a customer of yours writes again or edits, a reply was not delivered, a case is assigned "
    "to you or taken over, a target is near or missed, or your question was answered."
)


def preferences_button() -> Element:
    """Return the button that opens the window."""
    return button("preferences", "Notifications", "-", says="Choose how Baton notifies you")


def preferences_message(preference: Preference, teams: Sequence[str] = ()) -> Message:
    """Return a person's choice in words, with the button to change it."""
    return message(rich(line(in_words(preference, teams))), actions(preferences_button()))


def preferences_modal(preference: Preference, teams: Sequence[str] = ()) -> View:
    """Return the window to choose; `teams` are the titles of the teams whose shifts count."""
    ways = [_explained(way) for way in WAYS]
    shifts = [option("Only while I'm on shift", ON_SHIFT), option("Also while I'm off shift", ALWAYS)]
    return window(
        "preferences",
        "Notifications",
        "Save",
        {},
        rich(line(WHEN)),
        field(WAY, "Notify me", _radio(WAY, ways, preference.way.value)),
        field(SHIFT, "When", _radio(SHIFT, shifts, ALWAYS if preference.off_shift else ON_SHIFT))
        | {"hint": plain(_whose_shifts(teams), 2_000)},
    )


def in_words(preference: Preference, teams: Sequence[str] = ()) -> str:
    """Return what a choice means, in one or two sentences."""
    if preference.way is Way.OFF:
        return "Notifications are off. Your cases stay on the Home tab."
    if preference.off_shift or not teams:
        when = "also while you are off shift" if preference.off_shift else "at any time"
        return f"Baton notifies you {IN_WORDS[preference.way]}, {when}."
    return (
        f"Baton notifies you {IN_WORDS[preference.way]}, only while you are on shift. {_whose_shifts(teams)}"
    )


def _whose_shifts(teams: Sequence[str]) -> str:
    if not teams:
        return "You are in no team of the routing rules, so no shift limits this."
    shown = [one_line(title, TITLE_SHOWN) for title in teams[:TEAMS_SHOWN]]
    more = f" and {len(teams) - TEAMS_SHOWN} more" if len(teams) > TEAMS_SHOWN else ""
    return f"Your shifts are those of {', '.join(shown)}{more}."


def _explained(way: Way) -> Element:
    label, means = WAYS[way]
    return option(label, way.value) | {"description": plain(means, 75)}


def _radio(word: str, options: Sequence[Element], chosen: str) -> Element:
    first = next(each for each in options if each["value"] == chosen)
    return {"type": "radio_buttons", "action_id": word, "options": list(options), "initial_option": first}

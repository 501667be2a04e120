"""Slack's emoji codes, such as :sweat_smile: or :+1::skin-tone-4:, as the characters other networks show.

Source: https://docs.slack.dev/messaging/formatting-message-text/#emoji
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import regex

_CODE = re.compile(r":([\w+'-]+):(?::skin-tone-([2-6]):(?::skin-tone-([2-6]):)?)?")
# Adjacent codes. Another colon before them makes it something else, such as C::x::.
_RUN = re.compile(rf"https?://\S+|(?<!:)(?:{_CODE.pattern})+(?!:\w)")
_TONES = dict(zip("23456", "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff", strict=True))
_TAKES_TONE = regex.compile(r"\p{Emoji_Modifier_Base}")
_PEOPLE = ("\U0001f468", "\U0001f469", "\U0001f9d1")
# Between two words, a shorter name is more likely a word: 1:on:1, key:id:value.
_SHORTEST_INSIDE = 4


def with_emoji(text: str) -> str:
    """Return `text` with an emoji for each code that every Slack knows; other codes, times and links stay."""
    return _RUN.sub(_emoji_of_run, text) if ":" in text else text


def unknown_emoji(text: str) -> list[str]:
    """Return the codes in `text`, each once, that are no emoji outside one Slack workspace, such as :shipit:."""
    return list(dict.fromkeys(_unknown(text)))


def _emoji_of_run(run: re.Match[str]) -> str:
    if run[0][0] != ":" or _is_word(run):
        return run[0]
    return _CODE.sub(_emoji, run[0])


def _emoji(code: re.Match[str]) -> str:
    emoji = _names().get(code[1])
    return code[0] if emoji is None else _toned(emoji, *(_TONES[tone] for tone in code.groups()[1:] if tone))


def _toned(emoji: str, first: str = "", second: str = "") -> str:
    """Return `emoji` in a skin tone.

    It follows the first character; a second tone goes to the other person at the end.
    """
    if not first or not _TAKES_TONE.match(emoji):
        return emoji
    last = second or first if len(emoji) > 1 and emoji.endswith(_PEOPLE) else ""
    return emoji[0] + first + emoji[1:].removeprefix("\ufe0f") + last


def _unknown(text: str) -> Iterator[str]:
    for run in _RUN.finditer(text) if ":" in text else ():
        if run[0][0] == ":" and not _is_word(run) and not run.string[run.end() :][:1].isalnum():
            yield from (code[0] for code in _CODE.finditer(run[0]) if _looks_custom(code[1]))


def _looks_custom(name: str) -> bool:
    return name not in _names() and name == name.lower() and any(map(str.isalpha, name))


def _is_word(run: re.Match[str]) -> bool:
    """Return whether the text between the colons is a word or number of the text around it."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    inside = before.isalnum() and after.isalnum()
    name = run[0].strip(":")
    return (inside and len(name) < _SHORTEST_INSIDE) or (
        name.isdigit() and (before.isalnum() or after.isalnum())
    )


@cache
def _names() -> dict[str, str]:
    lines = Path(__file__).with_name("emoji_names.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split() for line in lines if line and not line.startswith("# "))
    return {name: emoji for emoji, *names in entries for name in names}

"""Slack's codes for the emoji people type: 😅 reaches an app as ``:sweat_smile:``, in messages, commands and forms.

Source: https://docs.slack.dev/messaging/formatting-message-text/#emoji. Of Slack's 1,900 names only those of common
emoji are here; other emoji stay as they were typed.
"""

import re

COMMON = """
    😀=grinning 😄=smile 😅=sweat_smile 😂=joy 🙂=slightly_smiling_face 😊=blush 😉=wink 😍=heart_eyes
    🤔=thinking_face 😢=cry 😭=sob 😡=rage 😱=scream 😞=disappointed 🙁=slightly_frowning_face 😴=sleeping 👍=+1
    👎=-1 👋=wave 🙏=pray 👏=clap 💪=muscle 👌=ok_hand 🙌=raised_hands 👀=eyes ❤=heart 💙=blue_heart
    💔=broken_heart 🎉=tada 🔥=fire ⭐=star ✨=sparkles 💯=100 🚀=rocket 🎂=birthday ✅=white_check_mark ❌=x
    ⚠=warning ❓=question ❗=exclamation ☎=phone ☕=coffee 🐶=dog 🐱=cat 🌈=rainbow ☀=sunny 📦=package 🔧=wrench
"""
CODES = dict(pair.split("=") for pair in COMMON.split())
TONES = {"🏻": 2, "🏼": 3, "🏽": 4, "🏾": 5, "🏿": 6}
FLAG_LETTER = 0x1F1E6
EMOJI = re.compile(
    f"(?P<flag>[\U0001f1e6-\U0001f1ff]{{2}})|(?P<emoji>[{''.join(CODES)}])\ufe0f?(?P<tone>[{''.join(TONES)}])?(?!\u200d)"
)

CODE = re.compile(r":(?:flag-(?P<flag>[a-z]{2})|(?P<name>[a-z0-9_+-]+)):(?::skin-tone-(?P<tone>[2-6]):)?")


def with_codes(text: str) -> str:
    """Return the text as Slack sends it to an app: ``:+1::skin-tone-4:``, ``:flag-de:``."""
    return EMOJI.sub(_code, text)


def with_emoji(text: str) -> str:
    """Return the text as Slack's own client shows it."""
    return CODE.sub(_emoji, text)


def _emoji(found: re.Match[str]) -> str:
    if found["flag"]:
        return "".join(chr(FLAG_LETTER + ord(letter) - ord("a")) for letter in found["flag"])
    tones = {str(tone): sign for sign, tone in TONES.items()}
    emoji = next((sign for sign, name in CODES.items() if name == found["name"]), None)
    return found[0] if emoji is None else emoji + tones.get(found["tone"] or "", "")


def _code(found: re.Match[str]) -> str:
    if found["flag"]:
        letters = "".join(chr(ord(sign) - FLAG_LETTER + ord("a")) for sign in found["flag"])
        return f":flag-{letters}:"
    tone = f":skin-tone-{TONES[found['tone']]}:" if found["tone"] else ""
    return f":{CODES[found['emoji']]}:{tone}"

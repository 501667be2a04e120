"""Mail that no person wrote to us: automatic answers, bounces, what we sent ourselves. It is never answered."""

import re

from bot.networks.email.letters import Letter

# RFC 3834, 3.1.8 and 5: who answers automatically says so in one of these ways; Exchange has a header of its own.
PRECEDENCES = frozenset(("bulk", "junk", "list", "auto_reply"))
SUPPRESSED = frozenset(("all", "oof", "autoreply"))
MAILERS = re.compile(r"(mailer-daemon|postmaster)@", re.IGNORECASE)


def why_automatic(letter: Letter, address: str) -> str:
    """Why nobody waits for an answer to this letter, from `address`; empty for a letter by a person."""
    submitted = letter.header("auto-submitted").partition(";")[0].strip().casefold()
    if submitted not in ("", "no"):
        return "Auto-Submitted says so"
    if letter.header("precedence").strip().casefold() in PRECEDENCES:
        return "Precedence says so"
    if SUPPRESSED & {
        word.strip().casefold() for word in letter.header("x-auto-response-suppress").split(",")
    }:
        return "X-Auto-Response-Suppress says so"
    if letter.header("x-autoreply") or letter.header("x-autorespond"):
        return "X-Autoreply says so"
    if letter.return_path is not None and letter.return_path.strip("<> ") == "":
        return "a bounce: its return path is empty"
    if letter.header("content-type").casefold().startswith("multipart/report") or MAILERS.match(address):
        return "a report of a mail server"
    return ""

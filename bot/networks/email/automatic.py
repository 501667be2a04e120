"""Mail that no person wrote to us: automatic answers, bounces, what we sent ourselves. It is never answered."""

import re

from bot.networks.email.letters import Letter

# RFC 3834, 3.1.8 and 5: who answers automatically says so in one of these ways. Exchange's X-Auto-Response-Suppress is
# none of them: it only asks for no automatic answer, which Baton never gives, and people's letters carry it too.
PRECEDENCES = frozenset(("bulk", "junk", "list", "auto_reply"))
MAILERS = re.compile(r"(mailer-daemon|postmaster)@", re.IGNORECASE)


def why_automatic(letter: Letter, address: str) -> str:
    """Why nobody waits for an answer to this letter, from `address`; empty for a letter by a person."""
    submitted = letter.header("auto-submitted").partition(";")[0].strip().casefold()
    if submitted not in ("", "no"):
        return "Auto-Submitted says so"
    if letter.header("precedence").strip().casefold() in PRECEDENCES:
        return "Precedence says so"
    if letter.header("x-autoreply") or letter.header("x-autorespond"):
        return "X-Autoreply says so"
    if letter.return_path is not None and letter.return_path.strip("<> ") == "":
        return "a bounce: its return path is empty"
    if letter.header("content-type").casefold().startswith("multipart/report") or MAILERS.match(address):
        return "a report of a mail server"
    return ""

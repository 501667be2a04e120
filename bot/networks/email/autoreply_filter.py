"""Filter for e-mails that need no reply: auto-replies, bounces, and our own messages."""

import re

from bot.networks.email.message import InboundEmail

# RFC 3834, 3.1.8 and 5: who answers automatically says so in one of these ways. Exchange's X-Auto-Response-Suppress is
# none of them: it only asks for no automatic answer, which Baton never gives, and people's emails carry it too.
AUTO_REPLY = frozenset(("auto_reply", "auto-reply"))
# Newsletters, and old mailing lists. What a person wrote to a list has an address to write there: List-Post (RFC 2369).
IN_BULK = frozenset(("bulk", "junk"))
AUTOMATIC = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-mail-autoreply")
NO = frozenset(("", "no", "false", "none", "0"))
MAILER = re.compile(r"mailer-daemon@", re.IGNORECASE)
COMMENT = re.compile(r"\([^()]*\)")


def why_automatic(message: InboundEmail, address: str) -> str:
    """Return why no person wrote this email, from `address`; empty where one did."""
    if _word(message.header("auto-submitted")) not in NO:
        return "an automatic e-mail, by its header Auto-Submitted"
    precedence = _word(message.header("precedence"))
    if precedence in AUTO_REPLY or (precedence in IN_BULK and not _is_of_a_list(message)):
        return "an automatic e-mail, by its header Precedence"
    if named := next((name for name in AUTOMATIC if _word(message.header(name)) not in NO), ""):
        return f"an automatic e-mail, by its header {named.title()}"
    if message.return_path is not None and message.return_path.strip("<> ") == "":
        return "a bounce: its return path is empty"
    if message.header("content-type").casefold().startswith("multipart/report") or MAILER.match(address):
        return "a report by a mail server"
    return ""


def _word(header: str) -> str:
    """Return the word a header says, without comments, which may be nested (RFC 5322, 3.2.2), and parameters."""
    words, inner = header[:200], ""
    while words != inner:
        inner, words = words, COMMENT.sub(" ", words)
    return words.partition(";")[0].strip().casefold()


def _is_of_a_list(message: InboundEmail) -> bool:
    return _word(message.header("list-post")) not in NO

"""The form of the private page, and the post it becomes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from secrets import token_hex
from urllib.parse import parse_qsl

from bot.mention import Author, MayReply, Mention
from bot.networks.page.links import PageLink

LONGEST = 10_000
LONGEST_NAME = 80
# A character may take twelve bytes in a form: four bytes of UTF-8, each written as %xx.
BODY_BYTES = (LONGEST + LONGEST_NAME) * 12 + 1_000
FORM = re.compile(r"[0-9a-f]{32}")
STRANGER = "Somebody"
LONG = "Your message is longer than {longest} characters. Please shorten it by {over}."
EMPTY = "Please write something first."


@dataclass(frozen=True, slots=True)
class Written:
    """A submitted form. `form` is the form's own id: submitted twice, it is one message."""

    text: str
    name: str
    form: str

    @property
    def fault(self) -> str:
        """Return what the author should change; empty when nothing."""
        if not self.text.strip():
            return EMPTY
        over = len(self.text) - LONGEST
        return LONG.format(longest=LONGEST, over=over) if over > 0 else ""


def new_form() -> str:
    return token_hex(16)


def read_form(body: bytes) -> Written:
    """Return the form in this body; missing or invalid fields are empty or new."""
    try:
        given = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10))
    except ValueError:
        given = {}
    form = given.get("form", "")
    # Browsers send line breaks as CRLF, and count each as one (HTML, 4.10.21.4).
    return Written(
        given.get("text", "").replace("\r\n", "\n"),
        " ".join(given.get("name", "").split())[:LONGEST_NAME],
        form if FORM.fullmatch(form) else new_form(),
    )


def read_cookie(headers: Mapping[str, str], name: str) -> str:
    """Return the cookie of that name; empty when there is none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def post_of(place: PageLink, written: Written, now: datetime, made_at: datetime | None = None) -> Mention:
    """Return the post a form becomes. Its id is derived from the form and its text: another text is another post.
    `made_at` is when the link it came by was created."""
    words = sha256(f"{written.form}\n{written.text}".encode("utf-8", "replace")).hexdigest()[:16]
    name = written.name or STRANGER
    return Mention(
        network="page",
        native_id=f"{place.account}-{words}",
        conversation=place.account,
        author=Author(name, name, native_id=place.account),
        text=written.text,
        url="",
        posted_at=now,
        may_reply=MayReply("yes"),
        private=True,
        case=place.case,
        link_made_at=made_at,
    )

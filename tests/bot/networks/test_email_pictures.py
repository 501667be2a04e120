"""A picture written into the HTML of an email hides no words behind it, however large it is and by any service."""

import json
from collections.abc import Callable
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks import HookCall
from bot.networks.email.providers.data_urls import WithoutPictures
from tests.bot.networks.email_inbox import NOW, inbox
from tests.wire.email.requests import mailgun, postmark, sendgrid

# Six megabytes, with all that base64 has.
PICTURE = "data:image/png;base64," + "iVBORw0KGgo+/AAB" * 375_000 + "=="
HTML = f'<p>See <img src="{PICTURE}" alt="it">: the lid is cracked.</p><p>Order LK-204518</p>'
WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in a URL-encoded form": quote_plus,
    "in JSON": lambda text: json.dumps(text)[1:-1],
}


def call(inbound: str) -> HookCall:
    headers = json.dumps([["Message-Id", "<2@a.example>"], ["Content-Type", "text/html"]])
    return {
        "mailgun": lambda: mailgun(NOW, message_headers=headers, body_plain="", body_html=HTML),
        "postmark": lambda: postmark(TextBody="", HtmlBody=HTML),
        "sendgrid": lambda: sendgrid(NOW, text="", html=HTML),
    }[inbound]()


@pytest.mark.parametrize("inbound", ["mailgun", "postmark", "sendgrid"])
async def test_the_words_behind_a_large_picture_are_read(inbound: str) -> None:
    mention = await inbox(inbound).taken(call(inbound))
    assert mention.text.startswith("See it: the lid is cracked.\n\nOrder LK-204518")
    assert "goes on" not in mention.text


@pytest.mark.parametrize("way", WAYS)
@given(size=st.integers(1, 200), words=st.text(max_size=40))
def test_in_pieces_of_any_size_the_picture_goes_and_all_else_stays(way: str, size: int, words: str) -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo+/AAB" * 20 + "=="
    body = WAYS[way](f'{words}<img src="{picture}">{words}').encode("utf-8", "surrogatepass")
    left = WithoutPictures()
    kept = b"".join(left.feed(body[place : place + size]) for place in range(0, len(body), size)) + left.rest
    shorter = f'{words}<img src="data:image/png;base64,">{words}'
    assert kept == WAYS[way](shorter).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("words", ["metadata: base64, mostly", "data:image/png;base64, ", "database64,AAAA"])
def test_words_about_pictures_are_no_picture(words: str) -> None:
    left = WithoutPictures()
    assert left.feed(words.encode()) + left.rest == words.encode()

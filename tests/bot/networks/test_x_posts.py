"""What becomes of a post of X, shape by shape; the posts are in tests/wire/x/mentions.json."""

import html
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.mention import Mention, Quoted
from bot.networks.x.ids import time_of
from bot.networks.x.posts import XAccount, mentions_in, whole_text
from tests.bot.networks.replay import recorded

US = XAccount("7001", "larkspur_help")
LINKS = ["https://example.com/a?x=1&copy=2", "http://example.com", "https://example.com/&lt;"]


@pytest.fixture(scope="module")
def posts() -> dict[str, Mention]:
    answer = recorded("x/mentions")[0]["body"]
    return {mention.native_id[-3:]: mention for mention in mentions_in(answer, US)}


def test_a_text_reads_as_it_was_written(posts: dict[str, Mention]) -> None:
    assert posts["010"].text == (
        '@larkspur_help <3 the parcel & the driver, "&lt;" is how you write < '
        "https://parcel.example/a https://parcel.example/b?x=1&y=2"
    )
    assert posts["010"].posted_at == datetime(2026, 11, 22, 0, 32, 1, 250000, UTC)


def test_a_long_post_is_whole(posts: dict[str, Mention]) -> None:
    assert posts["020"].text.endswith("as it goes on & on: see https://story.example/?part=1&copy=2")


def test_an_author_is_known_by_name_handle_followers_and_id(posts: dict[str, Mention]) -> None:
    author = posts["010"].author
    assert (author.handle, author.name) == ("mira_bakes", "Mira & the Bakers")
    assert (author.followers, author.native_id) == (312, "7002")
    assert posts["010"].url == "https://x.com/mira_bakes/status/2124300000000000010"
    assert posts["030"].author.followers is None


def test_an_edited_post_keeps_its_first_id(posts: dict[str, Mention]) -> None:
    assert posts["030"].native_id == "2124300000000000030"
    assert "green now" in posts["030"].text


def test_a_reply_knows_its_thread_and_its_pictures(posts: dict[str, Mention]) -> None:
    reply = posts["050"]
    assert (reply.in_reply_to, reply.conversation) == ("2124300000000000010", "2124300000000000010")
    assert reply.media == ("https://pictures.example/501.jpg", "https://pictures.example/502.jpg")
    assert reply.text.endswith("https://x.com/mira_bakes/status/2124300000000000050/photo/1")


def test_a_quoted_post_comes_with_its_words_where_x_shows_them(posts: dict[str, Mention]) -> None:
    """An author's name is one more read, so it may be missing."""
    url = "https://x.com/larkspur_help/status/2124100000000000000"
    known = Quoted(url, "We deliver to the old town again.", "larkspur_help", "Larkspur Help")
    assert (posts["070"].quoted, posts["080"].quoted) == (known, None)


def test_what_a_picture_shows_is_kept_as_its_author_says_it() -> None:
    post = {"id": "9", "text": "look", "author_id": "8", "attachments": {"media_keys": ["3_1", "3_2"]}}
    media = [
        {
            "media_key": "3_1",
            "type": "photo",
            "url": "https://pictures.example/1.jpg",
            "alt_text": "a wet parcel",
        },
        {"media_key": "3_2", "type": "photo", "url": "https://pictures.example/2.jpg"},
    ]
    (mention,) = mentions_in({"data": [post], "includes": {"media": media}}, US)
    assert mention.alts == ("a wet parcel", "")


def test_a_post_that_quotes_another_is_known_as_one(posts: dict[str, Mention]) -> None:
    assert {key for key, post in posts.items() if post.quotes} == {"070", "080"}


def test_only_a_post_that_names_or_quotes_us_may_be_answered(posts: dict[str, Mention]) -> None:
    """Cover docs/pitfalls.md, 39."""
    answers = {key: post.may_reply.answer for key, post in posts.items()}
    no, unknown = answers.pop("060"), answers.pop("080")
    assert (no, unknown) == ("no", "unknown")
    assert answers == dict.fromkeys(["010", "020", "030", "050", "070", "120"], "yes")
    assert "Reply on X itself" in posts["060"].may_reply.why


def test_our_own_posts_and_retweets_are_no_mentions(posts: dict[str, Mention]) -> None:
    """Cover docs/pitfalls.md, 18 and 19."""
    assert not {"090", "100"} & posts.keys()


def test_a_post_without_its_author_is_kept_with_what_is_known(posts: dict[str, Mention]) -> None:
    stranger = posts["120"]
    assert (stranger.author.handle, stranger.author.native_id) == ("7999", "7999")
    assert stranger.url == "https://x.com/i/status/2124300000000000120"


def test_posts_of_nobody_are_not_taken_for_one_person() -> None:
    bare = {"data": [{"id": "11", "text": "one"}, {"id": "12", "text": "two"}]}
    one, two = mentions_in(bare, US)
    assert one.author.key != two.author.key
    assert one.posted_at == time_of(11)


def test_a_post_that_cannot_be_read_is_logged_and_stops_no_other() -> None:
    broken = [{"id": "13", "text": "x", "entities": "none"}, "no post", {"text": "no id"}, None, {"id": "x"}]
    with capture_logs() as logged:
        read = list(mentions_in({"data": [*broken, {"id": "14", "text": "fine"}]}, US))
    assert [mention.native_id for mention in read] == ["14"]
    assert [line["post"] for line in logged] == ["13", "none", "None", "none", "x"]


@pytest.mark.parametrize(
    "text", ["@larkspur_helpers no", "mail@larkspur_help", "larkspur_help", "x@@larkspur_help"]
)
def test_a_handle_inside_something_else_is_not_ours(text: str) -> None:
    (mention,) = mentions_in({"data": [{"id": "15", "text": text}]}, US)
    assert mention.may_reply.answer == "no"


def test_a_handle_in_the_text_is_enough_where_x_lists_no_names() -> None:
    (mention,) = mentions_in({"data": [{"id": "15", "text": "hey .@Larkspur_Help!"}]}, US)
    assert mention.may_reply.answer == "yes"


@given(st.lists(st.text("ab &<>;ltgmp#äß日😀\n") | st.sampled_from(LINKS), max_size=12))
def test_whatever_is_written_reads_the_same_after_x_has_shortened_and_escaped_it(words: list[str]) -> None:
    short = {link: f"https://t.co/{number:x}" for number, link in enumerate(LINKS)}
    sent = " ".join(short.get(word, html.escape(word, quote=False)) for word in words)
    entities = {"urls": [{"url": short[link], "expanded_url": link} for link in LINKS if link in words]}
    assert whole_text({"id": "1", "text": sent, "entities": entities}) == " ".join(words)


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["9" * 30, "0001-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    "attachments", "author_id", "conversation_id", "created_at", "edit_history_tweet_ids", "entities",
    "note_tweet", "referenced_tweets", "text",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(["id", *FIELDS]), JUNK), JUNK)
def test_no_answer_of_x_however_odd_stops_the_posts_beside_it(odd: dict[str, Any], includes: Any) -> None:
    answer = {"data": [odd, {"id": "14", "text": "fine"}], "includes": includes}
    assert list(mentions_in(answer, US))[-1].text == "fine"

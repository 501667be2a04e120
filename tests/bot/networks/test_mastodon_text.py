"""HTML to text and back to a length: what Mastodon's markup says, and how long Mastodon counts a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.mastodon.length import counted_length
from bot.networks.mastodon.text import plain_text
from tests.wire.mastodon.rendering import rendered

MENTION = (
    '<span class="h-card" translate="no"><a href="https://mastodon.example/@larkspur_help" class="u-url mention">'
    "@<span>larkspur_help</span></a></span>"
)
CUT_LINK = (
    '<a href="https://parcel.example/a/long/way?x=1&amp;y=2" rel="nofollow"><span class="invisible">https://</span>'
    '<span class="ellipsis">parcel.example/a/long</span><span class="invisible">/way?x=1&amp;y=2</span></a>'
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>Hello world</p>", "Hello world"),
        ("<p>one</p><p>two<br>three<br />four</p>", "one\n\ntwo\nthree\nfour"),
        (f"<p>{MENTION} where is it?</p>", "@larkspur_help where is it?"),
        (f"<p>see {CUT_LINK}, please</p>", "see https://parcel.example/a/long/way?x=1&y=2, please"),
        ('<p><a href="https://m.example/tags/tea" class="mention hashtag">#<span>tea</span></a></p>', "#tea"),
        ("<p>5 &lt; 6 &amp;amp; &quot;so&quot; &#39;on&#39;</p>", "5 < 6 &amp; \"so\" 'on'"),
        ("<p>happy :blobcat: day</p>", "happy :blobcat: day"),
        ('<p><a href="https://a.example/b">the map</a></p>', "the map (https://a.example/b)"),
        ('<p><a href="javascript:alert(1)">press me</a></p>', "press me"),
        ("<p><a>nowhere</a></p>", "nowhere"),
        ("<ul><li>one</li><li>two</li></ul><p>end</p>", "- one\n- two\n\nend"),
        ("<blockquote><p>said</p></blockquote><p>answered</p>", "said\n\nanswered"),
        ("<pre><code>a  b\n  c</code></pre>", "a  b\n  c"),
        ("<script>alert(1)</script><p>hi<!-- there --></p>", "hi"),
        ("<p>never closed", "never closed"),
    ],
)
def test_a_post_reads_as_it_was_written(html: str, text: str) -> None:
    assert plain_text(html) == text


@given(
    st.text(
        alphabet=st.characters(exclude_characters="\r@#:", exclude_categories=("Cc", "Cs", "Z")), max_size=80
    )
)
def test_what_somebody_types_comes_out_again(typed: str) -> None:
    assert plain_text(rendered(typed)) == typed.strip()


def test_html_made_to_hurt_is_read_in_bounded_time() -> None:
    began = time.process_time()
    plain_text("<p>" * 20_000 + "deep" + "<a href='https://a.example'>" * 2_000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("We are on it.", 13),
        ("line\nbreak", 10),
        ("日本語", 3),
        ("e\u0301", 1),
        ("👩‍👩‍👧‍👧", 1),
        ("🇫🇷🇩🇪", 2),
        ("👍🏽!", 2),
        ("\r\n", 1),
        ("https://larkspur.example", 23),
        ("see http://larkspur.example/" + "long/" * 60 + ".", 28),
        ("(https://larkspur.example/help)", 25),
        ("https://larkspur.example/?a=1&b=2, yes", 28),
        ("https://larkspur.example https://larkspur.example/b", 47),
        ("larkspur.example", 16),
        ("https://localhost/a", 19),
        ("@mira_bakes hello", 17),
        ("@mira@bread.example hello", 11),
        ("a@bread.example", 15),
        ("@mira.b@bread.example:3000", 7),
        ("https://bread.example/@mira@bread.example", 23),
    ],
)
def test_a_text_is_as_long_as_mastodon_counts_it(text: str, length: int) -> None:
    """Cover docs/pitfalls.md, 44."""
    assert counted_length(text, 23) == length


@pytest.mark.parametrize(
    "text",
    ["@" * 50_000, "@a" * 30_000, "https://" * 8_000, "@a@" + "b." * 20_000, "https://a." + "a-" * 20_000],
)
def test_a_text_made_to_hurt_is_counted_in_bounded_time(text: str) -> None:
    began = time.process_time()
    counted_length(text, 23)
    assert time.process_time() - began < 2

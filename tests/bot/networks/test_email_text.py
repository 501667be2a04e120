"""Of a letter what its writer wrote is kept: not the quotes, not the signature, and never less than that."""

import time

import pytest

from bot.networks.email.html import text_of
from bot.networks.email.trimming import own_words

ASKED = "The parcel is wet.\n\nWhat now?"


@pytest.mark.parametrize(
    "header",
    [
        "On Wed, Dec 20, 2025 at 13:37, Larkspur Help <help@larkspur.example> wrote:",
        "On Wed, Dec 20, 2025 at 13:37, Larkspur Help\n<help@larkspur.example> wrote:",
        "Am 20.12.2025 um 13:37 schrieb Larkspur Help <help@larkspur.example>:",
        "Le mer. 20 déc. 2025 à 13:37, Larkspur Help <help@larkspur.example> a écrit :",
        "El mié, 20 dic 2025 a las 13:37, Larkspur Help (<help@larkspur.example>) escribió:",
        "Op wo 20 dec. 2025 om 13:37 schreef Larkspur Help <help@larkspur.example>:",
        "Il giorno mer 20 dic 2025 alle ore 13:37 Larkspur Help <help@larkspur.example> ha scritto:",
    ],
)
def test_what_a_letter_quotes_is_left_out_in_many_languages(header: str) -> None:
    assert own_words(f"{ASKED}\n\n{header}\n> It is on its way.\n> And dry.\n") == ASKED


def test_a_letter_that_outlook_quotes_is_left_out() -> None:
    quoted = "From: Larkspur Help <help@larkspur.example>\nSent: Monday\nTo: Mira\nSubject: Re: parcel\n\nIt is near."
    assert own_words(f"{ASKED}\n\n________________________________\n{quoted}") == ASKED


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nMira Lind\nPost Street 1",
        "Thanks,\nMira",
        "Kind regards\nMira Lind",
        "Mit freundlichen Grüßen\nMira Lind",
        "Cordialement,\nMira",
        "Sent from my iPhone",
        "Gesendet von meinem Telefon",
    ],
)
def test_a_signature_is_left_out(signature: str) -> None:
    assert own_words(f"{ASKED}\n\n{signature}\n") == ASKED


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, but it is still late",
        "Best, you call it, and it is broken.\nI want my money back.",
        "I want:\n\n- a refund\n- an apology",
        "Thanks,\n" + "\n".join(f"this is reason number {number}" for number in range(12)),
        "- one\n- two",
        "On Monday I called. On Tuesday I wrote: nothing.",
        "Khalid told me to write.\n/john is not a command",
        "> Do you have it?",
        "x" * 20_000,
    ],
)
def test_a_customers_words_are_never_taken_for_anything_else(text: str) -> None:
    """Pitfall 57."""
    assert own_words(text) == text


def test_answers_between_the_lines_of_a_quote_are_kept() -> None:
    text = "On Mon, Larkspur Help wrote:\n> Which order?\n4711\n\n> And the address?\nAs before.\n"
    assert own_words(text) == "4711\nAs before."


def test_long_lines_and_long_letters_come_through_whole() -> None:
    long_line = "word " * 300
    text = "\n".join([long_line.strip()] * 30)
    assert own_words(f"{text}\n\nThanks,\nMira") == text


def test_a_quote_far_down_is_left_out_where_it_is_marked() -> None:
    told = "\n".join(f"line {number} of a long story" for number in range(400))
    assert own_words(f"{told}\n> quoted\n> and more") == told


@pytest.mark.parametrize("text", ["", "\n\n", " \t ", "\0"])
def test_an_empty_letter_stays_empty(text: str) -> None:
    assert own_words(text) == ""


@pytest.mark.parametrize(
    "hostile",
    [
        "\n" * 1_000_000,
        " \n" * 500_000,
        "On " * 100_000,
        ("On " * 39 + "\n") * 5_000,
        ("Op " * 39 + "\n") * 5_000,
        "> \n" * 100_000,
        "_\n\n" * 50_000,
        "On\n\n" * 50_000,
        "From: a\n" * 50_000,
        "\u2028" * 100_000,
        "mail confidential: " * 20_000,
    ],
)
def test_no_letter_keeps_the_bot_busy(hostile: str) -> None:
    began = time.process_time()
    own_words(hostile)
    assert time.process_time() - began < 5


def test_html_becomes_lines_without_what_is_not_shown() -> None:
    html = (
        "<html><head><title>No</title><style>p { color: red }</style></head><body>"
        "<p>The <b>parcel</b>&nbsp;is &lt;wet&gt;\n &amp; late.</p><script>alert(1)</script>"
        "<!-- <p>hidden</p> --><div>One<br>two</div><ul><li>first</li><li>second</li></ul></body></html>"
    )
    assert text_of(html) == "The parcel is <wet> & late.\nOne\ntwo\nfirst\nsecond"


def test_quotes_in_html_are_marked_and_left_out_as_others_are() -> None:
    html = (
        "<div>The parcel is wet.</div><div class='quote'>On Mon, Nov 16, 2026 at 9:00 AM Larkspur Help wrote:<br>"
        "<blockquote><div>It is on its way.</div><blockquote>Where is it?</blockquote></blockquote></div>"
    )
    assert "> It is on its way." in text_of(html)
    assert own_words(text_of(html)) == "The parcel is wet."


@pytest.mark.parametrize(
    ("html", "text"),
    [("a < b and c > d", "a < b and c > d"), ("<p>a", "a"), ("</p></p>a", "a"), ("a<", "a<"), ("", "")],
)
def test_broken_html_is_read_as_far_as_it_goes(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<b>", "<!--", "<", "</", "<a ", "<a b='", "<![CDATA[", "&", "<title>", "<script>", "<?"],
)
def test_no_html_keeps_the_bot_busy(piece: str) -> None:
    began = time.process_time()
    text_of(piece * 200_000)
    assert time.process_time() - began < 5

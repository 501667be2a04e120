"""Training of the sentiment classifier from agents' corrections; it is used once it beats the word list."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.nlp.labels import LABELS, sentiment_by_words
from bot.nlp.naive_bayes import NaiveBayes, train

FOLDS = 5
# With this many labelled posts, the classifier matches the word list.
LEAST = 100
LEAST_OF_EACH = 10
LABELS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class SentimentLabel:
    """The sentiment of a post as an agent set it; `key` is the post's."""

    key: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class TrainedClassifier:
    """A classifier trained on `corrections` corrections; the scores are macro F1 from cross-validation, 0 to 1."""

    version: int
    bayes: NaiveBayes
    corrections: int
    score: float
    score_by_words: float
    enough: bool

    @property
    def is_better(self) -> bool:
        """Return True when the classifier replaces the word list: enough corrections to judge it by, and a higher
        score.
        """
        return self.enough and self.score > self.score_by_words

    def to_json(self) -> str:
        return json.dumps(
            {
                "bayes": self.bayes.to_json(),
                "corrections": self.corrections,
                "score": self.score,
                "score_by_words": self.score_by_words,
                "enough": self.enough,
            }
        )

    @classmethod
    def from_json(cls, version: int, text: str) -> "TrainedClassifier":
        data = json.loads(text)
        return cls(version, **data | {"bayes": NaiveBayes.from_json(data["bayes"])})


def train_classifier(corrections: Sequence[SentimentLabel], version: int) -> TrainedClassifier | None:
    """Return the classifier trained on these corrections; None while they have only one label.

    The scores come from cross-validation in FOLDS parts, split by the SHA-256 of the posts' keys. There is enough to
    judge by from LEAST corrections on, with LEAST_OF_EACH of every label.
    """
    each = Counter(correction.label for correction in corrections)
    if len(each) < LABELS_NEEDED:
        return None
    enough = len(corrections) >= LEAST and all(each[label] >= LEAST_OF_EACH for label in LABELS)
    labelled = [correction.label for correction in corrections]
    by_words = [sentiment_by_words(correction.text) for correction in corrections]
    return TrainedClassifier(
        version=version,
        bayes=train((correction.text, correction.label) for correction in corrections),
        corrections=len(corrections),
        score=macro_f1(labelled, _held_out(corrections)),
        score_by_words=macro_f1(labelled, by_words),
        enough=enough,
    )


def macro_f1(labelled: Sequence[str], detected: Sequence[str]) -> float:
    """Return the mean over the labels of 2pr / (p + r): precision and recall count alike, rare labels as much as
    others.

    Source: https://scikit-learn.org/stable/modules/model_evaluation.html#precision-recall-f-measure-metrics
    """
    both = Counter(one for one, other in zip(labelled, detected, strict=True) if one == other)
    times, guesses = Counter(labelled), Counter(detected)
    return sum(2 * both[label] / (times[label] + guesses[label]) for label in times) / max(1, len(times))


def _held_out(corrections: Sequence[SentimentLabel]) -> list[str]:
    """Return the label of each correction by a classifier trained on the other parts."""
    parts = [_part(correction.key) for correction in corrections]
    taught = {
        part: _classifier(c for c, p in zip(corrections, parts, strict=True) if p != part)
        for part in set(parts)
    }
    return [taught[part](correction.text) for correction, part in zip(corrections, parts, strict=True)]


def _classifier(corrections: Iterable[SentimentLabel]) -> Callable[[str], str]:
    """Return a function that labels a text, trained on these corrections; without any it always says neutral."""
    examples = [(correction.text, correction.label) for correction in corrections]
    if not examples:
        return lambda _: "neutral"
    return train(examples).classify


def _part(key: str) -> int:
    # Not hash(), which differs between processes: the same labels must always give the same scores.
    return sha256(key.encode()).digest()[-1] % FOLDS

"""What agents taught of moods: learned from their corrections, and used once it is better than the list of words."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.nlp.labels import LABELS, mood_by_words
from bot.nlp.naive_bayes import NaiveBayes, train

FOLDS = 5
# As many as it took on labelled posts to be level with the list of words.
LEAST = 100
LEAST_OF_EACH = 10
LABELS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class SentimentLabel:
    """How a post sounds, as an agent said. `key` is the post's."""

    key: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class TrainedClassifier:
    """What `corrections` corrections taught; the scores are macro F1 on corrections held out, 0 to 1."""

    version: int
    bayes: NaiveBayes
    corrections: int
    score: float
    score_by_words: float
    enough: bool

    @property
    def is_better(self) -> bool:
        """Whether it takes over from the list of words: enough to judge by, and a higher score."""
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


def learned_from(corrections: Sequence[SentimentLabel], version: int) -> TrainedClassifier | None:
    """What these corrections teach; None while they are of one label only.

    The scores come from FOLDS parts, by the SHA-256 of the posts' keys: each part is judged by what the others taught.
    It is enough to judge by from LEAST corrections on, LEAST_OF_EACH of every label.
    """
    each = Counter(correction.label for correction in corrections)
    if len(each) < LABELS_NEEDED:
        return None
    enough = len(corrections) >= LEAST and all(each[label] >= LEAST_OF_EACH for label in LABELS)
    said = [correction.label for correction in corrections]
    by_words = [mood_by_words(correction.text).label for correction in corrections]
    return TrainedClassifier(
        version,
        train((correction.text, correction.label) for correction in corrections),
        len(corrections),
        macro_f1(said, _held_out(corrections)),
        macro_f1(said, by_words),
        enough,
    )


def macro_f1(said: Sequence[str], told: Sequence[str]) -> float:
    """The mean over the labels said of 2pr / (p + r): precision and recall count alike, rare labels as much as others.

    Source: https://scikit-learn.org/stable/modules/model_evaluation.html#precision-recall-f-measure-metrics
    """
    both = Counter(one for one, other in zip(said, told, strict=True) if one == other)
    times, guesses = Counter(said), Counter(told)
    return sum(2 * both[label] / (times[label] + guesses[label]) for label in times) / max(1, len(times))


def _held_out(corrections: Sequence[SentimentLabel]) -> list[str]:
    """What is told of each correction by what all those outside its part taught."""
    parts = [_part(correction.key) for correction in corrections]
    taught = {
        part: _teller(c for c, p in zip(corrections, parts, strict=True) if p != part) for part in set(parts)
    }
    return [taught[part](correction.text) for correction, part in zip(corrections, parts, strict=True)]


def _teller(corrections: Iterable[SentimentLabel]) -> Callable[[str], str]:
    """Tells a text's label by what these corrections teach; neutral where there are none."""
    examples = [(correction.text, correction.label) for correction in corrections]
    if not examples:
        return lambda _: "neutral"
    bayes = train(examples)
    return lambda text: bayes.mood(text).label


def _part(key: str) -> int:
    return sha256(key.encode()).digest()[-1] % FOLDS

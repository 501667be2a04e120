"""A small naive Bayes classifier over words and pairs of words: trained in a second, stored as JSON."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

from bot.nlp.clean import clean_text

# Bounds the memory: about five megabytes at this many words and pairs.
FEATURES_KEPT = 20_000
# A word of a single post says little about others, and may be a name.
POSTS_WITH = 2
# Chosen by cross-validation on the first half of the labelled posts: see docs/nlp.md.
SMOOTHING = 0.5
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[!?]+|[^\w\s]")
_FIRST, _LAST = "<", ">"


@dataclass(frozen=True, slots=True)
class NaiveBayes:
    """The number of posts of each label that contain each feature; `posts` and the counts are in the order of
    `labels`.
    """

    labels: tuple[str, ...]
    posts: tuple[int, ...]
    features: Mapping[str, tuple[int, ...]]
    totals: tuple[int, ...]

    def classify(self, text: str) -> str:
        """Return the likeliest label; neutral when no word is known."""
        return self.likeliest(text)[0]

    def likeliest(self, text: str) -> tuple[str, float]:
        """Return the likeliest label and its probability, 0 to 1; neutral and 0 when no word is known."""
        counts = [self.features[each] for each in features_of(text) if each in self.features]
        if not counts:
            return "neutral", 0.0
        size = SMOOTHING * len(self.features)
        scores = [
            log(self.posts[place] / sum(self.posts))
            + sum(log((count[place] + SMOOTHING) / (self.totals[place] + size)) for count in counts)
            for place in range(len(self.labels))
        ]
        best = max(scores)
        return self.labels[scores.index(best)], 1 / sum(exp(score - best) for score in scores)

    def to_json(self) -> str:
        return json.dumps({"labels": self.labels, "posts": self.posts, "features": self.features})

    @classmethod
    def from_json(cls, text: str) -> "NaiveBayes":
        data = json.loads(text)
        features = {feature: tuple(counts) for feature, counts in data["features"].items()}
        return _whole(tuple(data["labels"]), tuple(data["posts"]), features)


def train(examples: Iterable[tuple[str, str]]) -> NaiveBayes:
    """Return a classifier trained on texts with their labels. Raise ValueError without any."""
    posts: Counter[str] = Counter()
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, label in examples:
        posts[label] += 1
        found[label].update(features_of(text))
    if not posts:
        raise ValueError("There is nothing to learn from.")
    times: Counter[str] = Counter()
    for counts in found.values():
        times.update(counts)
    labels = tuple(sorted(posts))
    often = sorted(
        (each for each in times if times[each] >= POSTS_WITH), key=lambda each: (-times[each], each)
    )
    kept = {each: tuple(found[label][each] for label in labels) for each in often[:FEATURES_KEPT]}
    return _whole(labels, tuple(posts[label] for label in labels), kept)


def features_of(text: str) -> set[str]:
    """Return the words and signs of a text and each adjacent pair, with marks for its beginning and end."""
    tokens = _TOKEN.findall(clean_text(text).lower().replace("’", "'"))
    return {*tokens, *(f"{one} {other}" for one, other in pairwise((_FIRST, *tokens, _LAST)))}


def _whole(
    labels: tuple[str, ...], posts: tuple[int, ...], features: dict[str, tuple[int, ...]]
) -> NaiveBayes:
    totals = tuple(sum(counts[place] for counts in features.values()) for place in range(len(labels)))
    return NaiveBayes(labels, posts, features, totals)

"""The accuracy of sentiment detection on labelled posts that it was not trained on: python -m bench.sentiment."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.airline import Labelled, halves
from bot.nlp import LABELS, SentimentLabel, train_classifier
from bot.nlp.labels import sentiment_by_words
from bot.nlp.naive_bayes import train
from bot.nlp.training import LEAST, macro_f1

CURVE = (LEAST, 200, 400, 800, 1_600)
Classify = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Judged:
    """The label people gave each post, and the one detected."""

    labelled: tuple[str, ...]
    detected: tuple[str, ...]

    @property
    def accuracy(self) -> float:
        return sum(one == other for one, other in zip(self.labelled, self.detected, strict=True)) / len(
            self.labelled
        )

    @property
    def macro_f1(self) -> float:
        return macro_f1(self.labelled, self.detected)

    def precision(self, label: str) -> float:
        """Return the share of the posts detected as `label` that people labelled so."""
        return self.counts[label, label] / max(1, Counter(self.detected)[label])

    def recall(self, label: str) -> float:
        """Return the share of the posts people labelled `label` that were detected as it."""
        return self.counts[label, label] / max(1, Counter(self.labelled)[label])

    @property
    def counts(self) -> Counter[tuple[str, str]]:
        """Return how often each pair of label and detected label occurs."""
        return Counter(zip(self.labelled, self.detected, strict=True))


def judge(posts: Sequence[Labelled], classify: Classify) -> Judged:
    """Return what `classify` detects in each post, beside the label people gave it."""
    return Judged(tuple(p.sentiment for p in posts), tuple(classify(p.mention.words) for p in posts))


def learned(posts: Iterable[Labelled]) -> Classify:
    """Return a classifier trained on these posts."""
    return train((post.mention.words, post.sentiment) for post in posts).classify


def in_order(posts: Sequence[Labelled]) -> list[Labelled]:
    """Return the posts in the order they came, in which agents would have corrected them."""
    return sorted(posts, key=lambda post: (post.mention.posted_at, post.mention.key))


def takes_over_at(posts: Sequence[Labelled]) -> int | None:
    """Return after how many corrections, in steps of fifty, the classifier replaces the word list; None if never."""
    corrections = [SentimentLabel(p.mention.key, p.mention.words, p.sentiment) for p in in_order(posts)]
    for count in range(50, len(corrections) + 1, 50):
        found = train_classifier(corrections[:count], 1)
        if found and found.is_better:
            return count
    return None


def report(judged: dict[str, Judged]) -> str:
    """Return every figure and the confusion tables, in Markdown."""
    return "\n".join([_summary(judged), *(_confusion(name, each) for name, each in judged.items())])


def main() -> None:
    """Train on the first half, judge on the second, print the figures."""
    first, second = halves()
    taught = in_order(first)
    judged = {"word list": judge(second, sentiment_by_words), "learned": judge(second, learned(first))}
    print(f"{len(first)} posts to train on, {len(second)} to judge on\n")
    print(report(judged))
    print(f"the trained classifier replaces the word list after {takes_over_at(first)} corrections\n")
    for count in (*CURVE, len(taught)):
        so_far = judge(second, learned(taught[:count]))
        print(f"| {count} | {so_far.macro_f1:.3f} | {so_far.recall('negative'):.3f} |")


def _summary(judged: dict[str, Judged]) -> str:
    lines = [
        f"| {name} | {each.accuracy:.3f} | {each.macro_f1:.3f} | "
        + " | ".join(f"{each.precision(label):.3f} / {each.recall(label):.3f}" for label in LABELS)
        + " |"
        for name, each in judged.items()
    ]
    return "\n".join(
        [
            f"| | accuracy | macro F1 | {' | '.join(f'{label}: precision / recall' for label in LABELS)} |",
            "|---|---|---|---|---|---|",
            *lines,
            "",
        ]
    )


def _confusion(name: str, judged: Judged) -> str:
    rows = [
        f"| labelled {said} | {' | '.join(str(judged.counts[said, detected]) for detected in LABELS)} |"
        for said in LABELS
    ]
    head = f"| {name} | {' | '.join(f'detected {label}' for label in LABELS)} |"
    return "\n".join([head, "|---|---|---|---|", *rows, ""])


if __name__ == "__main__":
    main()

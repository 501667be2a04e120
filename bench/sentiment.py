"""Accuracy of sentiment on labelled posts that were not learned from: python -m bench.sentiment."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.airline import Labelled, halves
from bot.nlp import LABELS, SentimentLabel, learned_from
from bot.nlp.labels import mood_by_words
from bot.nlp.naive_bayes import train
from bot.nlp.training import LEAST, macro_f1

CURVE = (LEAST, 200, 400, 800, 1_600)
Teller = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Judged:
    """The label that people gave each post, and the one that was detected."""

    said: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def accuracy(self) -> float:
        return sum(one == other for one, other in zip(self.said, self.told, strict=True)) / len(self.said)

    @property
    def macro_f1(self) -> float:
        return macro_f1(self.said, self.told)

    def precision(self, label: str) -> float:
        """Return the share of posts detected as `label` that people gave this label."""
        return self.counts[label, label] / max(1, Counter(self.told)[label])

    def recall(self, label: str) -> float:
        """Return the share of posts with people's `label` that were detected as such."""
        return self.counts[label, label] / max(1, Counter(self.said)[label])

    @property
    def counts(self) -> Counter[tuple[str, str]]:
        """Return how often each label by people was detected as each label."""
        return Counter(zip(self.said, self.told, strict=True))


def judge(posts: Sequence[Labelled], tell: Teller) -> Judged:
    """Return what `tell` detects for each post, beside people's labels."""
    return Judged(tuple(p.sentiment for p in posts), tuple(tell(p.mention.words) for p in posts))


def learned(posts: Iterable[Labelled]) -> Teller:
    """Return a classifier trained on these posts."""
    bayes = train((post.mention.words, post.sentiment) for post in posts)
    return lambda text: bayes.mood(text).label


def by_words(text: str) -> str:
    return mood_by_words(text).label


def in_order(posts: Sequence[Labelled]) -> list[Labelled]:
    """Return the posts in the order agents would have corrected them."""
    return sorted(posts, key=lambda post: (post.mention.posted_at, post.mention.key))


def takes_over_at(posts: Sequence[Labelled]) -> int | None:
    """Return after how many corrections the trained classifier takes over, in steps of fifty; None if never."""
    corrections = [SentimentLabel(p.mention.key, p.mention.words, p.sentiment) for p in in_order(posts)]
    for count in range(50, len(corrections) + 1, 50):
        found = learned_from(corrections[:count], 1)
        if found and found.is_better:
            return count
    return None


def report(judged: dict[str, Judged]) -> str:
    """Return every figure and the confusion tables, in Markdown."""
    return "\n".join([_summary(judged), *(_confusion(name, each) for name, each in judged.items())])


def main() -> None:
    """Learn from the first half, judge by the second, print what came of it."""
    first, second = halves()
    taught = in_order(first)
    judged = {"list of words": judge(second, by_words), "learned": judge(second, learned(first))}
    print(f"{len(first)} posts to learn from, {len(second)} to judge by\n")
    print(report(judged))
    print(f"the learned one takes over after {takes_over_at(first)} corrections\n")
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
        f"| said {said} | {' | '.join(str(judged.counts[said, told]) for told in LABELS)} |"
        for said in LABELS
    ]
    head = f"| {name} | {' | '.join(f'told {label}' for label in LABELS)} |"
    return "\n".join([head, "|---|---|---|---|", *rows, ""])


if __name__ == "__main__":
    main()

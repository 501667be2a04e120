"""Mentions routed per second, beside one `re` per rule over the same posts."""

import csv
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.routing import Rules, choose, read_rules, sample
from bot.routing.tokens import bare_tokens, fold, tagged_tokens

POSTS = Path(__file__).parents[2] / "shared" / "data" / "airline_mentions.csv"
SIZES = (10, 100, 1_000, 10_000)
YARDSTICK_SECONDS = 4.0
ROUNDS = 5
COMPARED = 60

Row = dict[str, object]

HEAD = "teams: {care: {channel: care, first_response: 60m}}\ndefault: {team: care}\nrules:\n"


def file_of(size: int) -> str:
    """Return the text of a file of so many invented rules."""
    return _Invented.invented(size, _texts()[0]).text()


def run() -> list[Row]:
    """Return rows of {name, value, unit, yardstick, ratio, target, ok}; takes about a minute.

    Raise ValueError when the yardstick and the rules give different answers.
    """
    texts, source = _texts()
    rows, rates = [], []
    for size in SIZES:
        invented = _Invented.invented(size, texts)
        rules, patterns = read_rules(invented.text()), invented.patterns()
        share = _share_taken(rules, patterns, texts)
        rates.append(_rate(rules, texts))
        name = f"routing, {size:,} rules, over {source} ({share:.0%} taken by a rule)"
        target = 500 if size == 1_000 else None
        rows.append(_row(name, rates[-1], "mentions/s", _yardstick(patterns, texts), at_least=target))
        rows.append(_reading_row(invented.text(), size))
    name = f"routing, how many times slower {SIZES[-1]:,} rules are than {SIZES[0]}"
    return [*rows, _row(name, 1 / rates[-1], "s/mention", 1 / rates[0], at_most=4)]


@dataclass(frozen=True)
class _Invented:
    """The same rules twice: as the file Baton reads, and as keywords and regexes for the yardstick."""

    keywords: list[list[str]]
    regexes: list[str | None]

    @classmethod
    def invented(cls, size: int, texts: Sequence[str]) -> "_Invented":
        """Return rules of 3 to 8 keywords, a third of them phrases; every fifth rule has a regex in their place.

        One keyword in fifty is a word of the posts, the others hardly occur: most rules of a long file match few
        posts, and a post has to pass them all.
        """
        rng = random.Random(size)
        words = sorted(
            {word for text in texts for word in bare_tokens(tagged_tokens(fold(text))) if word.isalpha()}
        )
        names = (_keyword(rng, words) for _ in iter(int, 1))
        keywords = [[next(names) for _ in range(rng.randint(3, 8))] for _ in range(size)]
        regexes = [_regex(rng, words) if number % 5 == 4 else None for number in range(size)]
        return cls(keywords, regexes)

    def text(self) -> str:
        return HEAD + "".join(self._lines())

    def patterns(self) -> list[re.Pattern[str]]:
        """Return one `re` per rule that gives the same answers; texts are folded before."""
        each = zip(self.keywords, self.regexes, strict=True)
        return [re.compile(regex or "|".join(map(_bounded, words))) for words, regex in each]

    def _lines(self) -> Iterator[str]:
        for number, (words, regex) in enumerate(zip(self.keywords, self.regexes, strict=True)):
            when = f"regex: ['{regex}']" if regex else f"phrases: [{', '.join(words)}]"
            yield f"  - {{name: r{number}, when: {{{when}}}, then: {{team: care}}}}\n"


def _bounded(words: str) -> str:
    return r"(?<!\w)" + words.replace(" ", r"(?:\s+[#@]?|[#@])") + r"(?!\w)"


def _keyword(rng: random.Random, words: Sequence[str]) -> str:
    if rng.random() < 0.02:
        return rng.choice(words)
    return (" " if rng.random() < 1 / 3 else "").join(rng.choices(words, k=2))


def _regex(rng: random.Random, words: Sequence[str]) -> str:
    return rf"{rng.choice(words)}{rng.choice(words)}\s*#?\d{{3,6}}"


def _share_taken(rules: Rules, patterns: Sequence[re.Pattern[str]], texts: Sequence[str]) -> float:
    """Return the share of posts that some rule matches, over as many as the yardstick compares."""
    compared = texts[:: len(texts) // COMPARED]
    ours = [choose(rules, sample(text)).why for text in compared]
    theirs = [_first(patterns, fold(text)) for text in compared]
    if ours != theirs:
        raise ValueError("the yardstick answers otherwise than the rules")
    return sum(why != "default" for why in ours) / len(ours)


def _rate(rules: Rules, texts: Sequence[str]) -> float:
    """Return mentions per second, the best of a few rounds."""
    mentions = [sample(text) for text in texts]
    return max(
        len(texts) / _seconds(lambda: [choose(rules, mention) for mention in mentions]) for _ in range(ROUNDS)
    )


def _yardstick(patterns: Sequence[re.Pattern[str]], texts: Sequence[str]) -> float:
    """Return texts per second, over as many as a few seconds allow."""
    folded = [fold(text) for text in texts]
    done, start = 0, time.process_time()
    while time.process_time() < start + YARDSTICK_SECONDS:
        _first(patterns, folded[done * 7 % len(folded)])
        done += 1
    return done / (time.process_time() - start)


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> str:
    return next((f"r{number}" for number, pattern in enumerate(patterns) if pattern.search(text)), "default")


def _reading_row(text: str, size: int) -> Row:
    """Return the row for reading rules, beside PyYAML's safe loader in Python, which checks nothing."""
    ours, bare = _seconds(lambda: read_rules(text)), _seconds(lambda: yaml.safe_load(text))
    return _row(f"routing, reading a file of {size:,} rules", ours, "s", bare, at_most=1)


def _seconds(work: Callable[[], object]) -> float:
    """Return processor time, since other processes may use the machine."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _row(
    name: str,
    value: float,
    unit: str,
    yardstick: float,
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Row:
    ratio = value / yardstick
    return {
        "name": name,
        "value": float(f"{value:.3g}"),
        "unit": unit,
        "yardstick": float(f"{yardstick:.3g}"),
        "ratio": float(f"{ratio:.3g}"),
        "target": f"at least {at_least}" if at_least else f"at most {at_most}" if at_most else None,
        "ok": (at_least is None or ratio >= at_least) and (at_most is None or ratio <= at_most),
    }


def _texts() -> tuple[list[str], str]:
    if POSTS.exists():
        with POSTS.open(encoding="utf-8", newline="") as file:
            return [row["text"] for row in csv.DictReader(file)], "real posts"
    rng = random.Random(1)
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    words = ["".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(15_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    return [
        " ".join(rng.choices(words, weights, k=rng.randint(5, 25))) for _ in range(7_000)
    ], "invented posts"


if __name__ == "__main__":
    for line in run():
        print(line)

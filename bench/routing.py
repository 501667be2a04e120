"""How many mentions a second the rules can judge, beside one `re` per rule over the same posts."""

import csv
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml

from bot.mention import Author, MayReply, Mention
from bot.routing import choose, read_rules
from bot.routing.words import bare_tokens, fold, tagged_tokens

POSTS = Path(__file__).parents[2] / "shared" / "data" / "airline_mentions.csv"
SIZES = (10, 100, 1_000, 10_000)
YARDSTICK_SECONDS = 4.0
ROUNDS = 3
HEAD = "teams: {care: {channel: care, first_response: 60m}}\ndefault: {team: care}\nrules:\n"


def run() -> list[dict[str, object]]:
    """Rows of {name, value, unit, yardstick, ratio, target, ok}; takes about a minute."""
    texts, source = _texts()
    rates = {}
    rows = []
    for size in SIZES:
        rules = _Rules.invented(size, texts)
        rates[size] = _rate(rules.chooser(), [_mention(text) for text in texts])
        yardstick = _yardstick(rules, texts)
        name = f"routing, {size:,} rules, over {source}"
        rows.append(_row(name, rates[size], "mentions/s", yardstick, 500 if size == 1_000 else None))
        rows.append(_reading_row(rules, size))
    slowdown = rates[SIZES[0]] / rates[SIZES[-1]]
    rows.append(
        {
            "name": f"routing, how much slower {SIZES[-1]:,} rules are than {SIZES[0]}",
            "value": round(rates[SIZES[-1]]),
            "unit": "mentions/s",
            "yardstick": round(rates[SIZES[0]]),
            "ratio": round(slowdown, 2),
            "target": "at most 4",
            "ok": slowdown <= 4,
        }
    )
    return rows


@dataclass(frozen=True)
class _Rules:
    """The same rules twice: as the file Baton reads, and as keywords and regexes for the yardstick."""

    keywords: list[list[str]]
    regexes: list[str | None]

    @classmethod
    def invented(cls, size: int, texts: Sequence[str]) -> "_Rules":
        """3 to 8 keywords a rule, a third of them phrases; every fifth rule a regex in their place.

        One keyword in twenty is a word of the posts, the others are names that hardly occur: most rules of a long file
        take few posts, and a post has to pass them all.
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

    def chooser(self) -> Callable[[Mention], object]:
        rules = read_rules(self.text())
        return lambda mention: choose(rules, mention)

    def patterns(self) -> list[re.Pattern[str]]:
        """One `re` per rule, as one would write it by hand."""
        each = zip(self.keywords, self.regexes, strict=True)
        return [re.compile(regex or rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for words, regex in each]

    def _lines(self) -> Iterator[str]:
        for number, (words, regex) in enumerate(zip(self.keywords, self.regexes, strict=True)):
            when = f"regex: ['{regex}']" if regex else f"phrases: [{', '.join(words)}]"
            yield f"  - {{name: r{number}, when: {{{when}}}, then: {{team: care}}}}\n"


def _keyword(rng: random.Random, words: Sequence[str]) -> str:
    if rng.random() < 0.05:
        return rng.choice(words)
    return (" " if rng.random() < 1 / 3 else "").join(rng.choices(words, k=2))


def _regex(rng: random.Random, words: Sequence[str]) -> str:
    return rf"{rng.choice(words)}{rng.choice(words)}\s*#?\d{{3,6}}"


def _yardstick(rules: _Rules, texts: Sequence[str]) -> float:
    patterns = rules.patterns()

    def first(text: str) -> int | None:
        return next((number for number, pattern in enumerate(patterns) if pattern.search(text)), None)

    done, start = 0, time.process_time()
    while time.process_time() < start + YARDSTICK_SECONDS:
        first(texts[done * 7 % len(texts)])
        done += 1
    return done / (time.process_time() - start)


def _rate(work: Callable[[Mention], object], mentions: Sequence[Mention]) -> float:
    """The best of a few rounds."""
    return max(_round(work, mentions) for _ in range(ROUNDS))


def _round(work: Callable[[Mention], object], mentions: Sequence[Mention]) -> float:
    start = time.process_time()
    for mention in mentions:
        work(mention)
    return len(mentions) / (time.process_time() - start)


def _reading_row(rules: _Rules, size: int) -> dict[str, object]:
    text = rules.text()
    ours = _seconds(lambda: read_rules(text))
    bare = _seconds(lambda: yaml.load(text, Loader=yaml.SafeLoader))
    name = f"routing, reading a file of {size:,} rules"
    row = {"name": name, "value": round(ours, 4), "unit": "s", "yardstick": round(bare, 4)}
    return row | {"ratio": round(ours / bare, 2), "target": None, "ok": True}


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _row(name: str, value: float, unit: str, yardstick: float, at_least: int | None) -> dict[str, object]:
    ratio = value / yardstick
    return {
        "name": name,
        "value": round(value),
        "unit": unit,
        "yardstick": round(yardstick, 1),
        "ratio": round(ratio, 1),
        "target": None if at_least is None else f"at least {at_least}",
        "ok": at_least is None or ratio >= at_least,
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


def _mention(text: str) -> Mention:
    author = Author("someone", "Someone", 100)
    return Mention("x", "1", "1", author, text, "", datetime(2026, 1, 1, tzinfo=UTC), MayReply("unknown"))


if __name__ == "__main__":
    for line in run():
        print(line)

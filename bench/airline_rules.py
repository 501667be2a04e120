"""An airline's rules, judged by the labelled posts they were not written from: python -m bench.airline_rules."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.airline import Labelled, halves
from bot.nlp.naive_bayes import train
from bot.routing import Route, Rules, choose, read_rules
from bot.routing.facts import StaticFacts

RULES = Path(__file__).parents[1] / "docs" / "airline_rules.yaml"
# What the people who read the posts called a reason, and the tag by which the rules say the same.
TAGS = {
    "Customer Service Issue": "customer service",
    "Late Flight": "late flight",
    "Can't Tell": "no reason told",
    "Cancelled Flight": "cancelled flight",
    "Lost Luggage": "lost luggage",
    "Bad Flight": "bad flight",
    "Flight Booking Problems": "booking",
    "Flight Attendant Complaints": "staff",
    "longlines": "long lines",
    "Damaged Luggage": "damaged luggage",
}
NOT_NEGATIVE = "not negative"


@dataclass(frozen=True, slots=True)
class Routed:
    """A post, and where the rules sent it."""

    post: Labelled
    route: Route

    @property
    def said(self) -> str:
        return self.post.reason or NOT_NEGATIVE


def routed(rules: Rules, taught: Sequence[Labelled], judged: Sequence[Labelled]) -> list[Routed]:
    """Return the route of each of `judged`, with the sentiment learned from `taught`."""
    bayes = train((post.mention.text, post.sentiment) for post in taught)
    return [
        Routed(post, choose(rules, post.mention, StaticFacts(sounds=bayes.classify(post.mention.text))))
        for post in judged
    ]


def by_reason(posts: Sequence[Routed]) -> list[str]:
    """Return for each reason its posts, and the precision and recall of its tag."""
    rows = ["| reason | posts | tagged | precision | recall |", "|---|---:|---:|---:|---:|"]
    for reason, tag in TAGS.items():
        of_it = sum(post.said == reason for post in posts)
        tagged = [post for post in posts if tag in post.route.tags]
        right = sum(post.said == reason for post in tagged)
        rows.append(
            f"| {reason} | {of_it} | {len(tagged)} | {_share(right, len(tagged))} | {_share(right, of_it)} |"
        )
    return rows


def confusion(posts: Sequence[Routed], teams: Sequence[str]) -> list[str]:
    """Return how many posts of each reason went to each team."""
    counts = Counter((post.said, post.route.team) for post in posts)
    return [
        f"| | {' | '.join(teams)} |",
        "|---|" + "---:|" * len(teams),
        *(
            f"| {reason} | {' | '.join(str(counts[reason, team]) for team in teams)} |"
            for reason in (*TAGS, NOT_NEGATIVE)
        ),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "none"


def main() -> None:
    """Print the figures of docs/airline.md."""
    rules = read_rules(RULES.read_text(encoding="utf-8"), RULES.name)
    first, second = halves()
    posts = routed(rules, first, second)
    print("\n".join([*by_reason(posts), "", *confusion(posts, list(rules.teams))]))


if __name__ == "__main__":
    main()

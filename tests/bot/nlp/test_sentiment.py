"""Sentiment by the word list and by the trained classifier, and which of the two counts."""

import time
from collections.abc import Iterator
from itertools import cycle, islice

import pytest

from bot.nlp import NaiveBayes, SentimentClassifier, SentimentLabel, TrainedClassifier, train_classifier
from bot.nlp.labels import sentiment_by_words
from bot.nlp.naive_bayes import FEATURES_KEPT, features_of, train
from bot.nlp.training import macro_f1

# Complaints without one bad word, which the word list reads as neutral.
WAITING = (
    "still waiting for bag {}",
    "three hours on hold, agent {}",
    "day {} and no answer",
    "gate {} again?",
)
ASKING = ("which gate for flight {}", "do you fly to island {}", "when opens desk {}", "is seat {} free")
GLAD = ("crew {} made my day", "smooth flight {}", "arrived early with {}", "seat {} was comfy")


def taught(count: int, label: str, said: tuple[str, ...]) -> Iterator[SentimentLabel]:
    for number, words in enumerate(islice(cycle(said), count)):
        yield SentimentLabel(f"x/{label}{number}", words.format(number), label)


def three_labels(count: int) -> list[SentimentLabel]:
    """Return so many corrections of each label."""
    return [
        *taught(count, "negative", WAITING),
        *taught(count, "neutral", ASKING),
        *taught(count, "positive", GLAD),
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("This is the worst service ever, I am so angry", "negative"),
        ("Thank you, the crew was wonderful!", "positive"),
        ("Which gate is it for the flight to the island", "neutral"),
        ("😭😭😭", "negative"),
        ("", "neutral"),
    ],
)
def test_the_word_list_shows_the_tone_of_a_post(text: str, label: str) -> None:
    assert sentiment_by_words(text) == label


def test_names_and_links_have_no_tone() -> None:
    assert sentiment_by_words("@best_happy_love my bag https://great.larkspur.example/love") == "neutral"


def test_a_hostile_post_is_read_quickly() -> None:
    """VADER's own time grows with the square of the emoji: two thousand of them take it over a second."""
    hostile = ["😀" * 40_000, "🥵😡" * 20_000, "!?" * 20_000, "a " * 20_000, "not " * 10_000, "x@" * 20_000]
    sentiment_by_words("loads the list")
    began = time.process_time()
    for text in hostile:
        sentiment_by_words(text)
        features_of(text)
    assert time.process_time() - began < 1


def test_the_word_list_counts_until_a_classifier_was_trained() -> None:
    assert SentimentClassifier().classify("Thank you, the crew was wonderful!") == "positive"


def test_the_trained_classifier_counts_once_it_is_better() -> None:
    classifier, learned = SentimentClassifier(), train_classifier(three_labels(40), 7)
    assert learned is not None
    assert learned.is_better
    assert classifier.classify("still waiting for bag 99") == "neutral"
    classifier.learn(learned)
    assert classifier.classify("still waiting for bag 99") == "negative"


def test_a_few_corrections_do_not_count_yet() -> None:
    """Ninety-nine are too few to judge by, however well they fit."""
    learned = train_classifier(three_labels(33), 1)
    assert learned is not None
    assert learned.score > learned.score_by_words
    assert not learned.is_better
    classifier = SentimentClassifier()
    classifier.learn(learned)
    assert classifier.classify("still waiting for bag 99") == "neutral"


def test_some_of_every_label_are_needed_to_judge_by() -> None:
    lopsided = [
        *taught(200, "negative", WAITING),
        *taught(60, "neutral", ASKING),
        *taught(9, "positive", GLAD),
    ]
    learned = train_classifier(lopsided, 1)
    assert learned is not None
    assert not learned.is_better


def test_the_list_of_words_stays_where_it_is_better() -> None:
    """No two posts share a word but the one that the list knows; 'gate' alone is learned."""
    words = {
        "negative": ("awful", "horrible", "terrible", "angry", "worst", "sad", "hate", "fail", "lost", "cry"),
        "neutral": ("gate", "seat", "desk", "door", "hall", "row", "map", "bus", "hour", "way"),
        "positive": ("lovely", "great", "love", "happy", "best", "nice", "super", "joy", "win", "smile"),
    }
    noise = [
        SentimentLabel(f"x/{number}{label}", f"q{number}{label} {words[label][number]}", label)
        for label in words
        for number in range(10)
    ] * 4
    learned = train_classifier(noise, 1)
    assert learned is not None
    assert learned.enough
    assert learned.score_by_words == 1
    assert not learned.is_better


def test_the_same_corrections_teach_the_same_whatever_their_order() -> None:
    corrections = three_labels(40)
    one, other = train_classifier(corrections, 1), train_classifier(corrections[::-1], 1)
    assert one is not None
    assert other is not None
    assert one.bayes == other.bayes
    assert one.score == pytest.approx(other.score)


def test_corrections_of_one_label_teach_nothing() -> None:
    assert train_classifier([], 1) is None
    assert train_classifier(list(taught(200, "negative", WAITING)), 1) is None


def test_what_was_learned_is_the_same_after_it_was_kept() -> None:
    learned = train_classifier(three_labels(40), 3)
    assert learned is not None
    kept = TrainedClassifier.from_json(3, learned.to_json())
    assert kept == learned
    assert kept.bayes.classify("no answer on day 3") == "negative"


def test_the_likeliest_label_is_calculated_as_the_books_say() -> None:
    """By hand: two of three posts are bad. Bad: 2/3 * (2 + .5) / (2 + 1) = 0.5556; good: 1/3 * .5 / (1 + 1) = 0.0833.

    With "fine" alone: bad 2/3 * .5 / (2 + 1) = 0.1111; good 1/3 * (1 + .5) / (1 + 1) = 0.25.
    """
    bayes = NaiveBayes(("bad", "good"), (2, 1), {"late": (2, 0), "fine": (0, 1)}, (2, 1))
    assert (bayes.classify("late"), bayes.classify("fine")) == ("bad", "good")


def test_where_no_word_is_known_nothing_is_guessed() -> None:
    """The commonest label would be: most of what is corrected is bad, and a picture without a word is not."""
    bayes = train([("late again", "negative"), ("late as ever", "negative"), ("fine", "neutral")])
    for text in ("", "@larkspur https://larkspur.example/late", "Koffer weg"):
        assert bayes.classify(text) == "neutral"


def test_a_word_of_one_post_is_not_kept() -> None:
    """It may be a name, and it tells nothing of other posts."""
    bayes = train([("late again says Wilhelmina", "bad"), ("late as ever", "bad"), ("fine", "good")])
    assert "late" in bayes.features
    assert "wilhelmina" not in bayes.features


def test_memory_is_bounded_whatever_was_taught() -> None:
    posts = [(" ".join(f"w{number}x{place}" for place in range(60)), "bad") for number in range(300)]
    bayes = train([*posts, *posts])
    assert len(bayes.features) == FEATURES_KEPT


def test_macro_f1_is_the_mean_over_labels() -> None:
    """By hand: a has precision 1/1 and recall 1/2, F1 2/3; b has precision 1/2 and recall 1/1, F1 2/3."""
    assert macro_f1(["a", "a", "b"], ["a", "b", "b"]) == pytest.approx(2 / 3)
    assert macro_f1([], []) == 0

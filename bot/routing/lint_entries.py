"""Warnings about entries of lists in routing_rules.yaml: several words that YAML reads as one, impossible hashtags."""

from collections.abc import Iterator

from bot.nlp.hashtags import is_hashtag
from bot.routing.joined_entries import split_joined
from bot.routing.yaml_tree import Path, Tree

_WORDS = ("words", "phrases", "contains")
_NAMES = ("authors", "accounts", "networks", "lists")
_NESTED = ("all", "any", "not")


def entries_without_effect(tree: Tree) -> Iterator[tuple[Path, str, str]]:
    """Yield path, message and remedy of every entry that is there and matches nothing, or hardly anything."""
    for path, entry in _entries(tree):
        if path[-2] == "hashtags" and not is_hashtag(f"#{entry.removeprefix('#')}"):
            yield (
                path,
                f'"#{entry.removeprefix("#")}" is not a hashtag on any network, so it never matches',
                "a hashtag has a letter in it; to look for the text, move it to phrases",
            )
        elif path[-2] != "hashtags" and (parts := split_joined(entry, names=path[-2] not in _WORDS)):
            yield (
                path,
                f'"{entry}" is read as one entry, so it matches only where a post has all of it',
                f"separate the entries by a comma and a space: [{', '.join(parts)}]",
            )


def _entries(tree: Tree) -> Iterator[tuple[Path, str]]:
    for number in range(len(tree.at("rules") or ())):
        yield from _of_when(tree, ("rules", number, "when"))
    for name in tree.at("lists") or ():
        yield from _of_list(tree, ("lists", name))


def _of_when(tree: Tree, path: Path) -> Iterator[tuple[Path, str]]:
    when = tree.at(*path)
    for key in when if isinstance(when, dict) else ():
        if key in (*_WORDS, *_NAMES, "hashtags"):
            yield from _of_list(tree, (*path, key))
        elif key in _NESTED:
            nested = when[key]
            inner = (
                [(*path, key, n) for n in range(len(nested))] if isinstance(nested, list) else [(*path, key)]
            )
            for one in inner:
                yield from _of_when(tree, one)


def _of_list(tree: Tree, path: Path) -> Iterator[tuple[Path, str]]:
    entries = tree.at(*path)
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, str):
            yield (*path, number), entry

"""Large things are freed to the last piece, and what others still hold stays whole."""

import weakref

from bot.routing import give_back


class Leaf:
    """Something whose end can be seen."""


def test_what_nobody_else_holds_is_freed_and_what_others_hold_stays() -> None:
    own, shared = Leaf(), Leaf()
    gone = weakref.ref(own)
    kept = {"shared": [shared]}
    held: list[object] = [{"deep": ([own], kept)}, (shared, kept)]
    del own
    give_back(held)
    assert (held, gone()) == ([], None)
    assert kept == {"shared": [shared]}


def test_freeing_goes_piece_by_piece() -> None:
    """The parts of a whole die one after the other, each when nothing but `held` has it any more."""
    parts = [Leaf() for _ in range(50)]
    left: list[int] = []
    held: list[object] = []
    for part in parts:
        weakref.finalize(part, lambda: left.append(len(held)))
    held.append(tuple(parts))
    del part
    parts.clear()
    give_back(held)
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == len(left) == 50

"""Forms and long JSON, read in pieces: what a letter needs is kept whole, the rest costs nothing."""

import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks import HookCall
from bot.networks.email.providers.forms import Form, read_form
from bot.networks.json_bodies import MOST_VALUES, TooMuch, read_json, read_shortened

LONGEST = {"a": 10, "b": 100_000}
NAMES = st.sampled_from(["a", "b", "other"])


async def in_chunks(body: bytes, size: int) -> AsyncIterator[bytes]:
    for place in range(0, len(body), size):
        yield body[place : place + size]


async def form_of(body: bytes, kind: str, size: int = 7) -> Form:
    return await read_form(
        HookCall("POST", "", {}, {"content-type": kind}, b"", in_chunks(body, size)), LONGEST
    )


async def encoded(body: bytes, size: int = 7) -> dict[str, bytes]:
    return (await form_of(body, "application/x-www-form-urlencoded", size)).fields


def multipart(*parts: tuple[str, bytes]) -> bytes:
    return (
        b"".join(b"--xYz\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n" for head, content in parts)
        + b"--xYz--\r\n"
    )


@given(st.lists(st.tuples(NAMES, st.text(max_size=30)), max_size=8), st.integers(1, 50))
async def test_an_encoded_form_reads_the_same_in_pieces_of_any_size(
    pairs: list[tuple[str, str]], size: int
) -> None:
    found = await encoded(urlencode(pairs).encode(), size)
    first = {name: value.encode() for name, value in reversed(pairs) if name in LONGEST}
    assert set(found) == set(first)
    assert found.get("b") == first.get("b")
    assert first.get("a", b"").startswith(found.get("a", b"")[:10])


async def test_a_long_value_is_decoded_across_the_cuts_of_its_pieces() -> None:
    words = "ö😀 " * 15_000
    found = await encoded(urlencode({"b": words}).encode(), 65_536)
    assert found["b"] == words.encode()[:100_000] or words.encode().startswith(found["b"])
    assert len(found["b"]) > 90_000


async def test_of_a_field_nobody_needs_nothing_is_kept() -> None:
    assert await encoded(b"other=" + b"x" * 10_000 + b"&a=1") == {"a": b"1"}


@pytest.mark.parametrize("body", [b"a=b&" * 2_000, b"a=1&&b=2", b"x=1&" * 1_001])
async def test_a_form_of_too_many_or_empty_fields_is_none(body: bytes) -> None:
    with pytest.raises(ValueError, match="fields"):
        await encoded(body)


async def test_a_multipart_form_keeps_fields_and_names_files() -> None:
    body = multipart(
        ('Content-Disposition: form-data; name="b"', "Grüße\r\n--xY".encode()),
        ('Content-Disposition: form-data; name="file"; filename="parcel.jpg"', b"\xff" * 5_000),
        ('Content-Disposition: form-data; name="b"', b"second"),
    )
    for size in (1, 5, 100, 65_536):
        form = await form_of(body, "multipart/form-data; boundary=xYz", size)
        assert form["b"] == "Grüße\r\n--xY"
        assert [(file.name, file.size) for file in form.files] == [("parcel.jpg", 5_000)]


@pytest.mark.parametrize(
    "body",
    [
        b"no form at all",
        b"--xYz\r\n" + b"A: b\r\n" * 1_000,
        b"--xYz\r\nA: " + b"a" * 100_000,
    ],
)
async def test_what_is_no_multipart_form_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="form"):
        await form_of(body, "multipart/form-data; boundary=xYz")


HALVES = "".join(map(chr, range(0xD800, 0xDC00)))
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
)


async def shortened(body: bytes, size: int, *, longest: int = 1_000, most: int = 100_000) -> Any:
    return await read_shortened(in_chunks(body, size), longest, most, frozenset({b"Content"}))


@given(JSONS, st.booleans(), st.integers(1, 40))
async def test_short_json_is_left_as_it_is(value: Any, ascii_only: bool, size: int) -> None:
    assert await shortened(json.dumps(value, ensure_ascii=ascii_only).encode(), size) == value


@given(st.text(max_size=400), st.integers(1, 40))
async def test_a_long_string_keeps_a_beginning_that_can_be_read(words: str, size: int) -> None:
    body = json.dumps({"TextBody": words, "Subject": "Hello"}).encode()
    found = await shortened(body, size, longest=100)
    # Half of a pair of surrogates may be left at the end.
    assert words.startswith(found["TextBody"].rstrip(HALVES))
    assert found["Subject"] == "Hello"


async def test_of_an_attachment_nothing_is_kept_but_its_name() -> None:
    attachment = {"Name": "parcel.jpg", "Content": "QUFB" * 50_000, "ContentLength": 150_000}
    body = json.dumps({"Attachments": [attachment] * 20, "TextBody": "Hello"}).encode()
    found = await shortened(body, 65_536)
    assert found["TextBody"] == "Hello"
    assert [each["Content"] for each in found["Attachments"]] == [""] * 20
    assert found["Attachments"][19]["ContentLength"] == 150_000


@pytest.mark.parametrize(
    "body", [b'{"a": "\\u12', b'{"a": "\\uZZZZzz"}', b'{"a', b"[" * 200_000, b'["a",' * 90_000]
)
async def test_what_is_no_json_or_too_much_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        await shortened(body, 1_000)


def test_json_of_too_many_values_is_not_read() -> None:
    with pytest.raises(TooMuch):
        read_json(b"[" + b"{}," * MOST_VALUES + b"1]")
    with pytest.raises(TooMuch):
        read_json(b"[" * 60_000 + b"]" * 60_000)

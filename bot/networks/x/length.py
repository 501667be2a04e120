"""How long X counts a text to be (twitter-text configuration v3; X docs: Counting characters)."""

import re
import unicodedata

import emoji

LINK_LENGTH = 23
_SCALE = 100
_WIDE = 200
_NARROW = 100
_NARROW_RANGES = (range(4352), range(8192, 8206), range(8208, 8224), range(8242, 8248))

# Endings by which a bare "example.com" is a link: every country, and the general ones in wide use.
_COUNTRIES = """
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf
cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg
gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp
kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne
nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk
sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn
vu wf ws ye yt za zm zw
"""
_GENERAL = """
academy aero agency app art asia audio bank bar best bike bio biz blog cafe capital careers cars cash cat center chat
city cloud club codes coffee com community company contact coop dance date deals design dev digital direct directory
earth edu education email energy engineering estate events exchange expert express farm fashion finance fit fund fun
gallery games gift global gmbh gov group guide health help host hotel house inc info int insurance international jobs
kitchen land law legal life link live loan lol london love ltd market marketing media mil mobi mobile moe money movie
museum name net network news ninja nyc one online org page paris partners parts party photo photography photos pics pro
productions pub radio realty rent rest restaurant review rocks run sale school science services shop show site social
software solutions space store stream studio style support systems tax team tech tel tickets tips today tokyo tools top
tours toys trade training travel tube university vip vote wang watch web wiki win work works world wtf xxx xyz zone
"""

_ENDINGS = "|".join(f"{_COUNTRIES} {_GENERAL}".split())

_LETTER = r"a-z0-9_À-ÖØ-öø-ɏЀ-ӿ"
_IN_PATH = rf"{_LETTER}!*';:=+,.$%#\[\]~@|&/?-"
_LINK = re.compile(
    rf"""
    (?: (?<![A-Za-z0-9@＠$#＃]) https?:// (?:[\w-]+\.)+ (?:xn--[a-z0-9-]+ | [^\W\d_]{{2,}})
      | (?<![{_LETTER}@＠$#＃./-]) (?:[{_LETTER}-]+\.)+ (?:xn--[a-z0-9-]+ | {_ENDINGS})
    )
    (?![a-z0-9@+-])
    (?: :\d+ )?
    (?: [/?] (?: [{_IN_PATH}] | \( [{_IN_PATH}]* \) )* (?<= [{_LETTER}=#/+&)-] ) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def weighted_length(text: str) -> int:
    """The length of `text` as X counts it against its limit of 280.

    Every link counts 23, an emoji of any make 2, scripts such as Chinese 2 a character, most others 1. A link is what
    begins with http:// or https:// and names a host, or a bare host with a country's ending or a well-known general
    one; a bare host with a rare ending counts by its characters, as does the address in an e-mail. The handles X itself
    puts before a reply are free, and never in `text`.
    """
    pieces = _LINK.split(unicodedata.normalize("NFC", text))
    return LINK_LENGTH * (len(pieces) - 1) + sum(map(_points, pieces)) // _SCALE


def links_in(text: str) -> int:
    """How many links X sees in `text`; a bare "example.com" is one."""
    return sum(1 for _ in _LINK.finditer(text))


def _points(piece: str) -> int:
    if piece.isascii():
        return _NARROW * len(piece)
    tokens = list(emoji.analyze(piece, non_emoji=True, join_emoji=False))
    # The library leaves a variation selector out when it stands behind nothing that it changes.
    left_out = len(piece) - sum(len(token.chars) for token in tokens)
    return _WIDE * left_out + sum(map(_token_points, tokens))


def _token_points(token: emoji.Token) -> int:
    # A lone sign such as © is an emoji only with a variation selector behind it.
    if isinstance(token.value, emoji.EmojiMatch) and len(token.chars) > 1:
        return _WIDE
    return sum(_NARROW if _is_narrow(ord(char)) else _WIDE for char in token.chars)


def _is_narrow(point: int) -> bool:
    return any(point in span for span in _NARROW_RANGES)

"""Texts without a visible character: nobody could see what they send."""

import re

# Unicode's Default_Ignorable_Code_Point, which shows nothing, and what is drawn as an empty space:
# https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt
_INVISIBLE = (
    *((0x0000, 0x0020), (0x007F, 0x00A0), (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C)),
    *((0x115F, 0x1160), (0x1680, 0x1680), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2000, 0x200F)),
    *((0x2028, 0x202F), (0x205F, 0x206F), (0x2800, 0x2800), (0x3000, 0x3000), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x13441, 0x13442)),
    *((0x16FE4, 0x16FE4), (0x1BCA0, 0x1BCA3), (0x1D159, 0x1D159), (0x1D173, 0x1D17A)),
    (0xE0000, 0xE0FFF),
)
_BLANK = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _INVISIBLE) + r"\s]*")


def is_blank(words: str) -> bool:
    """Return true when no character of `words` can be seen."""
    return _BLANK.fullmatch(words) is not None

"""Names of glyphs, as fonts in PDF files use them, to characters."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "grave": "\u0300",
    "acute": "\u0301",
    "circumflex": "\u0302",
    "tilde": "\u0303",
    "macron": "\u0304",
    "breve": "\u0306",
    "dotaccent": "\u0307",
    "dieresis": "\u0308",
    "ring": "\u030a",
    "hungarumlaut": "\u030b",
    "caron": "\u030c",
    "commaaccent": "\u0327",
    "cedilla": "\u0327",
    "ogonek": "\u0328",
}
_LISTED = (
    "exclam=! quotedbl=\" numbersign=# dollar=$ percent=% ampersand=& quotesingle=' "
    "parenleft=( parenright=) asterisk=* plus=+ comma=, hyphen=- period=. slash=/ zero=0 "
    "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 colon=: semicolon=; "
    "less=< equal== greater=> question=? at=@ bracketleft=[ backslash=\\ bracketright=] "
    "asciicircum=^ underscore=_ grave=` braceleft={ bar=| braceright=} asciitilde=~ "
    "quoteleft=‘ quoteright=’ quotedblleft=“ quotedblright=” quotesinglbase=‚ "
    "quotedblbase=„ guillemotleft=« guillemotright=» guilsinglleft=‹ guilsinglright=› "
    "endash=– emdash=— bullet=• ellipsis=… dagger=† daggerdbl=‡ section=§ paragraph=¶ "
    "copyright=© registered=® trademark=™ degree=° periodcentered=· exclamdown=¡ "
    "questiondown=¿ germandbls=ß ae=æ AE=Æ oe=œ OE=Œ oslash=ø Oslash=Ø lslash=ł Lslash=Ł "
    "dotlessi=ı eth=ð Eth=Ð thorn=þ Thorn=Þ Euro=€ sterling=£ yen=¥ cent=¢ currency=¤ "
    "multiply=× divide=÷ minus=− plusminus=± onehalf=½ onequarter=¼ threequarters=¾ "
    "onesuperior=¹ twosuperior=² threesuperior=³ ordfeminine=ª ordmasculine=º mu=µ "
    "brokenbar=¦ logicalnot=¬ acute=´ dieresis=¨ macron=¯ cedilla=¸ ff=ff fi=fi fl=fl "
    "ffi=ffi ffl=ffl f_f=ff f_i=fi f_l=fl f_f_i=ffi f_f_l=ffl dcroat=đ "
    "Dcroat=Đ tick=✓"
)
_NAMES = dict(pair.split("=", 1) for pair in _LISTED.split())
_NAMES |= {"space": " ", "nbspace": "\xa0", "sfthyphen": "\xad", "softhyphen": "\xad"}
_CODE = re.compile(r"(?:uni|u)([0-9A-F]{4,6})")


def character_of(name: str) -> str:
    """The characters of a glyph name; empty where the name says nothing."""
    base = name.split(".")[0]
    if len(base) == 1:
        return base
    if base in _NAMES:
        return _NAMES[base]
    match = _CODE.fullmatch(base)
    if match:
        point = int(match[1], 16)
        return chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else ""
    accent = _ACCENTS.get(base[1:])
    return unicodedata.normalize("NFC", base[0] + accent) if accent else ""

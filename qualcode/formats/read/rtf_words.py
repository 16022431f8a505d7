"""Words of rich text (RTF) that mean characters, code pages or parts that are no text."""

from __future__ import annotations

import codecs

from qualcode.formats.read.original import word_set

CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "\u2022",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}
SYMBOLS = {
    "~": "\xa0",
    "_": "\u2011",
    "-": "\xad",
    "\\": "\\",
    "{": "{",
    "}": "}",
}
PARAGRAPH_ENDS = word_set("par sect page column softpage")
NO_TEXT = word_set(
    "aftncn aftnsep aftnsepc atnauthor atndate atnicn atnid atnparent atnref atntime atrfend "
    "atrfstart bkmkend bkmkstart buptim colortbl comment creatim datastore do doccomm docvar "
    "fchars field_inst filetbl fldinst fldtype formfield fonttbl ftncn ftnsep ftnsepc g "
    "generator gridtbl header_rule hl hlfr hlinkbase hlloc hlsrc info keycode keywords "
    "latentstyles lchars levelnumbers leveltext listoverride listoverridetable listpicture "
    "listtable listtext manager mmath_pr nesttableprops nonesttables objalias objclass objdata "
    "objname objsect objtime oldcprops oldpprops oldsprops oldtprops operator panose pgp pgptbl "
    "picprop pict pn pnseclvl pntext pntxta pntxtb printim private private1 propname protend "
    "protstart protusertbl revtbl revtim rsidtbl rtf_info rxe shprslt sn stylesheet "
    "subject sv svb tc template themedata title txe upr userprops wgrffmtfilter xe xmlattrname "
    "xmlattrvalue xmlclose xmlname xmlnstbl"
)
"""Destinations that hold no text of the document."""
REPORTED = {
    "annotation": ("comment", "comments"),
    "footnote": ("footnote or endnote", "footnotes or endnotes"),
    "shptxt": ("text box", "text boxes"),
    "deleted": ("tracked deletion", "tracked deletions"),
    "hidden": ("hidden passage", "hidden passages"),
    "symbol": ("symbol of a special font", "symbols of a special font"),
    "header": ("page header or footer", "page headers or footers"),
}
MARGINS = word_set("header headerl headerr headerf footer footerl footerr footerf")
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_PAGES = {
    10000: "mac_roman",
    10007: "mac_cyrillic",
    10029: "mac_latin2",
    936: "gbk",
    65001: "utf-8",
}
SYMBOL_FONT = "symbol"


def page_of_charset(charset: int) -> str | None:
    """The code page of a font's character set; None for that of the document."""
    return SYMBOL_FONT if charset == 2 else _CHARSETS.get(charset)


def page_of_number(number: int) -> str | None:
    """The codec of a Windows code page; None if Python knows none."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None

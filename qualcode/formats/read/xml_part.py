"""Parsing the XML parts of documents: no document type, no entity, no network, ever."""

from __future__ import annotations

from typing import Any

from qualcode.domain.errors import BadInput

_NO_MEMORY = 2
"""Number of that error in libxml2."""


def parsed(xml: bytes, file_name: str, part: str, *, recover: bool = False) -> Any:
    """The root element of a part; BadInput where it is no XML or has an inner document type."""
    # Imported here: files of other formats never need it.
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise_for_memory(error)
        what = str(error).split("\n")[0][:120]
        raise BadInput(f"{file_name} is damaged: {part} cannot be read ({what})") from None
    if root is None:
        raise BadInput(f"{file_name} is damaged: {part} is empty")
    inner = root.getroottree().docinfo.internalDTD
    if inner is not None and any(True for _ in inner.iterentities()):
        raise BadInput(f"{file_name} declares entities in {part}: refused as unsafe")
    return root


def raise_for_memory(error: Exception) -> None:
    """Raise MemoryError where a parser gave up for want of memory: lxml calls it a syntax error."""
    if getattr(error, "code", None) == _NO_MEMORY:
        raise MemoryError from None


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

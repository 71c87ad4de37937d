"""Reads the XML that a system answers with, without entities and without the network."""

from typing import Any

from lxml import etree

from catalog.ils.errors import ILSUnavailable


def parse(body: bytes) -> Any:
    """The root element. What is not XML, or has a document type, is not of the system's own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ILSUnavailable("the answer is not XML") from error
    if root.getroottree().docinfo.doctype:
        raise ILSUnavailable("the answer declares a document type")
    return root

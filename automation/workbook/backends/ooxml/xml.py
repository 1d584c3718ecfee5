"""XML read without trust: no entities, no document types, no network, bounded depth and size."""

from lxml import etree
from lxml.etree import _Element as Element

__all__ = ["Element", "local", "named", "parse", "serialise"]


def parse(data: bytes) -> Element:
    """Parse one small part or fragment.

    Raises:
        lxml.etree.XMLSyntaxError: not well-formed, or larger than a part may be.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )
    return etree.fromstring(data, parser)


def serialise(root: Element) -> bytes:
    """Write a whole part, as spreadsheet programs do."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def local(element: Element) -> str:
    """Return an element's name without its namespace; comments have none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def named(parent: Element, name: str) -> list[Element]:
    """Return the direct children of that local name, whatever the namespace (strict or not)."""
    return [child for child in parent if local(child) == name]

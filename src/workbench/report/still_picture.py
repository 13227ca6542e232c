"""Still picture: a PNG or SVG as a data: address, without what a program or camera wrote into it beside the picture."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator

from lxml import etree

from workbench.report.allowed_markup import SHAPES

PNG = b"\x89PNG\r\n\x1a\n"
PICTURED = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"})
"""Parts of a PNG that make the picture; all others hold text, times, places or other files."""
KEPT = SHAPES | {"style", "filter", "mask", "textPath"}
LOCAL = ("#", "data:image/png;base64,")


def still_address(address: str) -> str:
    """Return the data: address of a picture without what else it holds; empty where it is no PNG or SVG."""
    kind, _, encoded = address.partition(";base64,")
    if kind == "data:image/png":
        return png_address(encoded)
    if kind != "data:image/svg+xml":
        return ""
    try:
        return svg_address(base64.b64decode(encoded).decode())
    except ValueError:
        return ""


def png_address(encoded: str) -> str:
    """Return a PNG, given in base64, as a data: address; empty where it is none."""
    try:
        content = base64.b64decode(encoded.encode("ascii", "ignore"))
        picture = PNG + b"".join(_pictured(content))
    except ValueError:
        return ""
    return "data:image/png;base64," + base64.b64encode(picture).decode()


def svg_address(written: str) -> str:
    """Return an SVG as a data: address; empty where it is none.

    Nothing runs and nothing is fetched in a picture shown so. Comments, descriptions of its making, scripts, foreign
    elements and addresses go all the same: a reader may save the picture and open it alone.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(written.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    if _name(root) != "svg":
        return ""
    for each in list(root.iter()):
        if not isinstance(each.tag, str) or _name(each) not in KEPT or (_name(each) == "style" and _loads(each.text)):
            if (above := each.getparent()) is not None:
                above.remove(each)
            continue
        for name, value in each.attrib.items():
            if not _is_quiet(etree.QName(name).localname.lower(), value):
                del each.attrib[name]
    return "data:image/svg+xml;base64," + base64.b64encode(etree.tostring(root)).decode()


def _pictured(content: bytes) -> Iterator[bytes]:
    """Yield the parts of a PNG that make the picture; ValueError where it is damaged."""
    if not content.startswith(PNG):
        raise ValueError("not a PNG")
    place = len(PNG)
    while place < len(content):
        length, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        part = content[place : place + 12 + length]
        if len(part) < 12 + length or zlib.crc32(part[4:-4]) != int.from_bytes(part[-4:]):
            raise ValueError("a damaged PNG")
        if kind in PICTURED:
            yield part
        if kind == b"IEND":
            return
        place += len(part)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _is_quiet(name: str, value: str) -> bool:
    """Say whether an attribute runs nothing and names nothing outside the picture."""
    if name.startswith("on"):
        return False
    return value.strip().startswith(LOCAL) if name in ("href", "src") else not _loads(value)


def _loads(written: str | None) -> bool:
    """Say whether style, or an attribute with style in it, names something outside the picture."""
    plain = (written or "").replace(" ", "").lower()
    outside = plain.replace("url(#", "").replace('url("#', "").replace("url('#", "")
    return "url(" in outside or "@import" in plain or "\\" in plain or "javascript:" in plain

"""How much a reader takes in before it refuses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input file; an office document stays far below each of them."""

    file_bytes: int = 100 * 1024 * 1024
    text_file_bytes: int = 20 * 1024 * 1024
    archive_members: int = 10_000
    member_bytes: int = 100 * 1024 * 1024
    archive_bytes: int = 400 * 1024 * 1024
    archive_ratio: int = 200  # unpacked to packed; text packs to about 1:20
    ratio_floor_bytes: int = 4 * 1024 * 1024  # small members may pack as well as they like
    xml_bytes: int = 48 * 1024 * 1024
    xml_depth: int = 200
    xml_elements: int = 2_000_000
    pages: int = 2_000
    scanned_pages: int = 300
    image_pixels: int = 80_000_000
    convert_seconds: int = 90


LIMITS = Limits()

"""The model county: a deterministic synthetic county with planted truth.

It uses contracts to know its columns and the ordinary loader to load; nothing reads its truth.
"""

from sanyi.county.load import county_workspace, load_county
from sanyi.county.make import make_county, size_named
from sanyi.county.sizes import CITY, COUNTY, SIZES, TINY, Size

__all__ = [
    "CITY",
    "COUNTY",
    "SIZES",
    "TINY",
    "Size",
    "county_workspace",
    "load_county",
    "make_county",
    "size_named",
]

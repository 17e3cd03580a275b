"""Figures as other systems take them, and values as they send them: DHIS2 and FHIR R4.

The edge of the house: what does not fit is left out with a finding, never bent to fit.
"""

from sanyi.indicators.exchange.dhis2 import data_value_set, read_data_value_set
from sanyi.indicators.exchange.fhir import measure_reports, read_measure_reports
from sanyi.indicators.exchange.json_text import as_json, from_json
from sanyi.indicators.exchange.places import OrgUnits
from sanyi.indicators.exchange.received import Received

__all__ = [
    "OrgUnits",
    "Received",
    "as_json",
    "data_value_set",
    "from_json",
    "measure_reports",
    "read_data_value_set",
    "read_measure_reports",
]

"""All endpoints, once: addresses, views and the OpenAPI document are made from this list."""

from __future__ import annotations

from sanyi.indicators.pages import GROUP_LABELS
from sanyi.ledger import State
from sanyi.targets import Lamp
from sanyi.web.acts.matrix import Act
from sanyi.web.api import reading
from sanyi.web.api.endpoint import Endpoint, Parameter


def _path(name: str, title: str) -> Parameter:
    return Parameter(name, title, place="path")


def _choice(name: str, title: str, values: list[str]) -> Parameter:
    return Parameter(name, title, {"type": "string", "enum": values})


_PERIOD = Parameter("period", "统计期间：2025、2025H1、2025Q3、2025M07、2025C07（1—7月）")

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("ledgers", "GET", "ledgers", "下达的文件及其任务的进展", Act.VIEW_LEDGER,
             reading.ledgers, "Ledger", is_list=True),
    Endpoint("ledger", "GET", "ledgers/{id}", "一份文件", Act.VIEW_LEDGER, reading.ledger,
             "Ledger", (_path("id", "文件编号，如 anhe-2025"),)),
    Endpoint("entries", "GET", "entries", "台账的任务", Act.VIEW_LEDGER, reading.entries, "Entry",
             (Parameter("ledger", "文件编号"),
              Parameter("year", "年度", {"type": "integer", "minimum": 1949, "maximum": 2999}),
              _choice("lamp", "进展", [lamp.value for lamp in Lamp]),
              _choice("state", "办理状态", [state.value for state in State])), is_list=True),
    Endpoint("entry", "GET", "entries/{id...}", "一项任务及其目标、认定", Act.VIEW_ENTRY,
             reading.entry, "EntryWhole",
             (_path("id", "任务编号；其中的 # 写作 %23，如 anhe-2025%23annex/5"),)),
    Endpoint("indicators", "GET", "indicators", "指标与口径", Act.VIEW_FIGURES, reading.indicators,
             "Indicator", (_choice("group", "领域", list(GROUP_LABELS)),), is_list=True),
    Endpoint("indicator", "GET", "indicators/{code}", "一个指标", Act.VIEW_FIGURES,
             reading.indicator, "Indicator", (_path("code", "指标代码"),)),
    Endpoint("figures", "GET", "figures", "数字", Act.VIEW_FIGURES, reading.figures, "Figure",
             (Parameter("indicator", "指标代码"), _PERIOD,
              Parameter("scope", "范围：all、区划代码、institution:机构编码、group:分组")),
             is_list=True),
    Endpoint("figure", "GET", "figures/{id...}", "一个数字及其全部来历", Act.VIEW_FIGURES,
             reading.figure, "FigureWhole",
             (_path("id", "数字编号，如 county_visit_rate@2025C09/all"),)),
    Endpoint("bulletins", "GET", "bulletins", "已印发的通报", Act.VIEW_SUPERVISION,
             reading.bulletins, "Bulletin", is_list=True),
    Endpoint("bulletin", "GET", "bulletins/{id}", "一期通报", Act.VIEW_SUPERVISION,
             reading.bulletin, "BulletinWhole", (_path("id", "通报编号"),)),
    Endpoint("dhis2_export", "GET", "exchange/dhis2/dataValueSets", "指标数值（DHIS2）", Act.EXPORT,
             reading.export_dhis2, "DataValueSet", (_PERIOD,)),
    Endpoint("dhis2_import", "POST", "exchange/dhis2/dataValueSets", "报送指标数值（DHIS2）",
             Act.LOAD_DATA, reading.import_dhis2, "Delivery", takes="AnyJson"),
    Endpoint("fhir_export", "GET", "exchange/fhir/MeasureReport", "指标数值（FHIR R4）", Act.EXPORT,
             reading.export_fhir, "MeasureReports", (_PERIOD,)),
    Endpoint("fhir_import", "POST", "exchange/fhir/MeasureReport", "报送指标数值（FHIR R4）",
             Act.LOAD_DATA, reading.import_fhir, "Delivery", takes="AnyJson"),
)  # fmt: skip

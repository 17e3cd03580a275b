"""The targets of the model county's document: what is asked, and on what data it shows.

``base`` is where last year ended, ``margin`` a difference of the value that is worth a word. The
quote stands word for word in the document; the list is the generator's own side of the truth.
"""

from __future__ import annotations

from dataclasses import dataclass

AT_LEAST, AT_MOST = "at_least", "at_most"


@dataclass(frozen=True, slots=True)
class PlantedTarget:
    """One numeric target.

    Args:
        key: name of the target in the truth file.
        clause: number of the clause in the document.
        quote: the words of the document.
        kind: ``rate`` (year to date), ``coverage`` (register filled up over the year),
            ``cumulative`` (counts against a year's plan), ``growth`` (this year against last),
            ``count`` (events of the year), ``on_time`` (by a day inside the year).
        operator, value, unit: the bound; shares are 0..1.
        due_month: month at whose end the document wants it.
        base: where last year ended, or for growth 1.
        margin: difference from the bound that is planted for a clear miss.
        tables: where it shows.
        meaning: how the generator computes the true value.
    """

    key: str
    clause: int
    quote: str
    kind: str
    operator: str
    value: float
    unit: str
    base: float
    margin: float
    tables: tuple[str, ...]
    meaning: str
    due_month: int = 12


_DUE = {
    "retention_paid": 6,
    "cross_province": 6,
    "telemedicine": 9,
    "price_assessment": 10,
    "hospital_review": 11,
}


def _t(
    key: str,
    clause: int,
    quote: str,
    kind: str,
    value: float,
    base: float,
    margin: float,
    tables: str,
    meaning: str,
    operator: str = AT_LEAST,
    unit: str = "share",
) -> PlantedTarget:
    names, due = tuple(tables.split()), _DUE.get(key, 12)
    return PlantedTarget(
        key, clause, quote, kind, operator, value, unit, base, margin, names, meaning, due
    )


TARGETS: tuple[PlantedTarget, ...] = (
    _t("leaders_meeting", 1, "每半年至少专题研究医改工作1次", "count", 2, 2, 1, "meetings",
       "meetings of kind 专题研究 held in the year, one at least in each half", unit="次"),
    _t("joint_meeting", 1, "全年召开“三医”联动联席会议不少于4次", "count", 4, 4, 1, "meetings",
       "meetings of kind 联席会议 held in the year", unit="次"),
    _t("media_reports", 2, "全年在省级以上媒体刊发医改经验不少于3篇", "count", 3, 3, 1,
       "publications", "publications of kind 经验 in outlets of level province", unit="篇"),
    _t("county_visit_rate", 3, "县域就诊率达到90%以上或较上年度提高2个百分点", "rate", 0.895, 0.875,
       0.012, "claims", "claims in_county / all claims but pharmacy, by settled_on"),
    _t("primary_visit_share", 3, "基层医疗卫生机构诊疗人次占比达到62%以上", "rate", 0.62, 0.60,
       0.018, "outpatient_visits visit_statistics institutions",
       "visits at primary institutions of the county / all visits at its institutions"),
    _t("primary_stay_share", 3, "基层医疗卫生机构住院人次占比较上年度提高2个百分点", "rate", 0.26,
       0.24, 0.015, "inpatient_stays institutions",
       "stays at primary institutions / stays at all institutions of the county"),
    _t("referral_down_growth", 4, "下转人次较上年度增长10%以上", "growth", 1.10, 1.0, 0.06,
       "referrals", "referrals down this year to date / same months of last year", unit="ratio"),
    _t("telemedicine", 4, "远程医疗系统覆盖全部乡镇卫生院", "coverage", 1.0, 0.5, 0.0,
       "platform_connections", "township centres connected to telemedicine / due"),
    _t("in_county_fund_rate", 5, "医保基金县域内支出率达到75%以上", "rate", 0.75, 0.735, 0.015,
       "claims", "fund_paid_fen of claims in_county / of all claims but pharmacy"),
    _t("primary_case_payment", 5, "80%符合条件的基层医疗机构开展按病种（组）付费", "coverage", 0.8,
       0.25, 0.0, "institutions register_items",
       "eligible primary institutions with payment_mode_since_on / eligible ones"),
    _t("retention_paid", 6, "上年度结余留用资金在6月底前全部兑现", "on_time", 1.0, 1.0, 0.0,
       "payment_budgets", "budgets of last year with a surplus paid by 30 June / with a surplus"),
    _t("cross_province", 7, "至少1家定点医疗机构开通普通门诊费用跨省直接结算", "count", 1, 0, 1,
       "register_items", "institutions with the service opened in the year", unit="家"),
    _t("fund_inspection", 8, "对定点医药机构监督检查覆盖率达到100%", "coverage", 1.0, 0.0, 0.0,
       "inspections institutions", "designated institutions inspected in the year / designated"),
    _t("drug_online_rate", 9, "公立医疗机构药品网上采购率达到98%以上", "rate", 0.98, 0.965, 0.008,
       "procurement_orders", "amount through platform or volume procurement / all, medicines"),
    _t("consumable_online_rate", 9, "高值医用耗材网上采购率达到90%以上", "rate", 0.90, 0.86, 0.02,
       "procurement_orders", "the same, high-value consumables"),
    _t("agreed_volume", 10, "集中带量采购约定采购量完成率达到100%", "cumulative", 1.0, 1.03, 0.05,
       "procurement_agreements procurement_orders",
       "quantity of selected products ordered / agreed quantity of the year"),
    _t("selected_share", 10, "中选产品采购量占同品种采购量的比例达到80%以上", "rate", 0.80, 0.76,
       0.025, "procurement_orders products", "selected quantity / quantity of the same generics"),
    _t("payment_in_time", 10, "货款30天内结清率达到95%以上", "rate", 0.95, 0.93, 0.02,
       "procurement_payments", "amount paid on or before due_on / amount due"),
    _t("essential_share", 11, "基层医疗卫生机构基本药物处方占比达到60%以上", "rate", 0.60, 0.57,
       0.02, "prescriptions", "prescriptions with an essential medicine / all, primary"),
    _t("prescription_quality", 11, "处方点评合格率达到95%以上", "rate", 0.95, 0.935, 0.014,
       "prescriptions", "qualified / reviewed"),
    _t("drug_monitoring", 12, "药品使用监测网络覆盖80%的政府办乡镇卫生院", "coverage", 0.8, 0.3,
       0.0, "platform_connections", "township centres connected / due"),
    _t("price_assessment", 13, "开展医疗服务价格动态评估1次以上", "count", 1, 1, 1,
       "price_applications", "applications of kind assessment decided in the year", unit="次"),
    _t("service_income_share", 14, "公立医院医疗服务收入占医疗收入的比例较上年度提高1.5个百分点",
       "rate", 0.315, 0.30, 0.008, "hospital_accounts", "service income / medical income"),
    _t("drug_income_share", 14, "公立医院药品收入占医疗收入的比例控制在28%以内", "rate", 0.28,
       0.288, 0.009, "hospital_accounts", "drug income / medical income", AT_MOST),
    _t("staff_cost_share", 15, "公立医院人员支出占业务支出的比例达到40%以上", "rate", 0.40, 0.385,
       0.010, "hospital_accounts", "staff expense / operating expense"),
    _t("cost_growth", 16, "公立医院次均住院费用增幅不超过5%", "growth", 1.05, 1.0, 0.03,
       "inpatient_stays", "mean cost of stays at public hospitals of the county, this year to "
       "date / same months of last year", AT_MOST, "ratio"),
    _t("satisfaction", 16, "患者满意度达到90分以上", "rate", 90.0, 88.5, 0.8,
       "satisfaction_surveys", "mean score weighted by respondents, patients", unit="分"),
    _t("hospital_review", 17, "县人民医院完成二级甲等医院等级复审", "count", 1, 0, 1,
       "project_milestones projects", "last milestone of the project done in the year", unit="项"),
    _t("contract_rate", 18, "高血压、糖尿病患者家庭医生签约率达到80%以上", "cumulative", 0.80, 0.80,
       0.04, "family_doctor_contracts chronic_patients",
       "managed patients with a contract signed in the year / managed patients"),
    _t("fulfilment_rate", 18, "履约率达到90%以上", "cumulative", 0.90, 0.90, 0.035,
       "family_doctor_contracts family_doctor_services",
       "contracts signed in the year with a service / contracts signed in the year"),
    _t("hypertension_control", 19, "高血压患者血压控制率达到60%以上", "rate", 0.60, 0.565, 0.02,
       "chronic_follow_ups", "controlled / follow-ups of hypertension"),
    _t("diabetes_standard", 19, "糖尿病患者规范管理率达到65%以上", "cumulative", 0.65, 0.64, 0.03,
       "public_health_services", "standard_count / target_count at the month's end"),
    _t("vaccination", 20, "年底达到重点人群流感疫苗接种80%的目标", "cumulative", 0.80, 0.74, 0.05,
       "vaccinations", "cumulative_persons_count / target_count at the month's end"),
    _t("village_committee", 20, "实现村（社区）公共卫生委员会全覆盖", "coverage", 1.0, 0.55, 0.0,
       "register_items places", "villages with a committee / villages"),
    _t("tcm_techniques", 21, "每个中医馆至少提供6类以上中医药适宜技术", "coverage", 1.0, 0.4, 0.0,
       "checklist_items register_items", "clinics with 6 techniques or more / clinics"),
    _t("tcm_income_share", 21, "乡镇卫生院中医药服务收入占比较上年度提高5个百分点", "rate", 0.19,
       0.14, 0.014, "hospital_accounts", "TCM income / medical income of township centres"),
    _t("age_friendly", 22, "80%以上的综合性医院、康复医院、护理院和基层医疗卫生机构成为老年友善医疗卫生机构",
       "coverage", 0.8, 0.35, 0.0, "register_items institutions", "age-friendly / due"),
    _t("elderly_home_agreement", 22, "医疗机构与养老机构签约率达到100%", "coverage", 1.0, 0.6, 0.0,
       "register_items", "homes with an agreement / homes"),
    _t("village_training", 23, "乡村医生年度培训覆盖率达到90%以上", "coverage", 0.9, 0.0, 0.0,
       "training_records staff", "village doctors with a passed training of the year / all"),
    _t("township_network", 24, "全面实现医保系统“乡乡通”", "coverage", 1.0, 0.8, 0.0,
       "platform_connections", "township centres connected to the insurance network / due"),
    _t("village_network", 24, "医保系统延伸到90%以上的村卫生室", "coverage", 0.9, 0.4, 0.0,
       "platform_connections", "village clinics connected / due"),
    _t("record_open_rate", 24, "居民电子健康档案开放率达到60%以上", "cumulative", 0.60, 0.42, 0.04,
       "health_record_access", "opened_record_count / record_count at the month's end"),
    _t("water_online", 25, "集中式供水单位在线监测覆盖率达到100%", "coverage", 1.0, 0.6, 0.0,
       "monitoring_points", "drinking-water points online / points"),
    _t("waste_in_time", 25, "医疗废物48小时内规范交接率达到98%以上", "rate", 0.98, 0.962, 0.010,
       "waste_bags waste_handovers", "bags handed over within 48 hours / bags"),
    _t("rectification_rate", 26, "监督检查发现问题按期整改销号率达到95%以上", "rate", 0.95, 0.92,
       0.03, "rectifications", "closed on or before due_on / problems due in the year to date"),
)  # fmt: skip
BY_KEY = {target.key: target for target in TARGETS}

"""Diagnoses of the model county with the weights by age from which stays and visits are drawn.

Codes are of ICD-10 to four characters. Weights by chapter follow the order that the national
health statistics yearbook shows for county hospitals (circulatory and respiratory first); single
numbers are the project's own. See docs/explanation/model-county.md.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Disease:
    """One diagnosis: weights in four age groups, length of stay, relative cost, procedure.

    Args:
        child, adult, middle, old: weight at ages 0-14, 15-44, 45-64, 65 and over.
        sex: 1, 2 or empty for both.
        days: mean length of stay.
        cost: cost relative to the mean of the institution.
        procedure: ICD-9-CM-3 code of the operation, empty where treated without.
        operated: share with the operation.
    """

    code: str
    name: str
    child: float
    adult: float
    middle: float
    old: float
    days: float
    cost: float
    sex: str = ""
    procedure: str = ""
    operated: float = 0.0


DISEASES: tuple[Disease, ...] = (
    Disease("A09.9", "胃肠炎", 8, 2, 1, 1, 4, 0.5),
    Disease("A16.2", "肺结核", 0, 1, 1, 1, 12, 0.9),
    Disease("B18.1", "慢性乙型肝炎", 0, 1, 1, 0.5, 9, 0.8),
    Disease("C16.9", "胃恶性肿瘤", 0, 0.3, 1.6, 2, 10, 1.9, procedure="43.7001", operated=0.3),
    Disease("C34.9", "支气管和肺恶性肿瘤", 0, 0.4, 2.2, 3.2, 9, 1.8, procedure="32.4100", operated=0.2),
    Disease("C50.9", "乳腺恶性肿瘤", 0, 0.7, 1.4, 0.6, 9, 1.8, "2", "85.4300", 0.4),
    Disease("D25.9", "子宫平滑肌瘤", 0, 2, 1.6, 0.1, 8, 1.3, "2", "68.2901", 0.7),
    Disease("D50.9", "缺铁性贫血", 0.4, 0.8, 0.6, 0.6, 6, 0.7),
    Disease("E11.9", "2型糖尿病", 0, 1.5, 6, 6, 8, 0.8),
    Disease("E14.5", "糖尿病足", 0, 0.1, 0.7, 1, 13, 1.5),
    Disease("F20.9", "精神分裂症", 0, 2, 1.4, 0.5, 28, 1.2),
    Disease("G45.9", "短暂性脑缺血发作", 0, 0.5, 3, 4, 8, 0.8),
    Disease("H25.9", "老年性白内障", 0, 0, 1.5, 4.5, 3, 1.0, procedure="13.4100", operated=0.95),
    Disease("H81.1", "良性阵发性眩晕", 0, 1, 2, 2, 5, 0.6),
    Disease("I10.X", "原发性高血压", 0, 1.2, 5, 5.5, 7, 0.6),
    Disease("I20.0", "不稳定型心绞痛", 0, 0.5, 4, 5, 7, 1.2, procedure="36.0600", operated=0.12),
    Disease("I25.1", "冠心病", 0, 0.3, 4, 7, 8, 0.9),
    Disease("I50.9", "心力衰竭", 0, 0.2, 1.2, 4, 9, 1.1),
    Disease("I61.9", "脑出血", 0, 0.4, 1.5, 2, 16, 2.3, procedure="01.2401", operated=0.25),
    Disease("I63.9", "脑梗死", 0, 0.5, 6, 12, 11, 1.2),
    Disease("I83.9", "下肢静脉曲张", 0, 0.7, 1.4, 0.8, 7, 1.1, procedure="38.5903", operated=0.8),
    Disease("J06.9", "急性上呼吸道感染", 16, 3, 1.2, 1.2, 4, 0.4),
    Disease("J18.9", "肺炎", 18, 3, 3.4, 6, 7, 0.8),
    Disease("J20.9", "急性支气管炎", 15, 2, 2, 3, 5, 0.5),
    Disease("J44.1", "慢性阻塞性肺病急性加重", 0, 0.2, 3, 8.5, 9, 1.0),
    Disease("J45.9", "支气管哮喘", 2, 0.8, 0.7, 0.7, 6, 0.7),
    Disease("K25.9", "胃溃疡", 0, 1.3, 1.6, 1.2, 7, 0.8),
    Disease("K29.5", "慢性胃炎", 0.6, 2.6, 3, 2, 6, 0.6),
    Disease("K35.8", "急性阑尾炎", 3, 4, 1.6, 0.7, 6, 1.1, procedure="47.0100", operated=0.85),
    Disease("K40.9", "腹股沟疝", 2, 0.6, 1.4, 1.8, 5, 1.0, "1", "53.0500", 0.9),
    Disease("K80.2", "胆囊结石", 0, 2.4, 3, 2, 8, 1.3, procedure="51.2300", operated=0.7),
    Disease("K85.9", "急性胰腺炎", 0.1, 1, 1.1, 0.8, 10, 1.5),
    Disease("L03.9", "蜂窝织炎", 0.6, 0.9, 0.9, 0.8, 7, 0.6),
    Disease("M17.9", "膝关节病", 0, 0.4, 2.4, 2.6, 9, 1.4, procedure="81.5400", operated=0.18),
    Disease("M48.0", "椎管狭窄", 0, 0.5, 1.7, 1.7, 10, 1.4, procedure="03.0900", operated=0.2),
    Disease("M51.2", "腰椎间盘突出", 0, 3.4, 5.2, 3, 8, 0.7),
    Disease("N18.9", "慢性肾衰竭", 0, 0.9, 1.6, 1.6, 9, 1.2),
    Disease("N20.1", "输尿管结石", 0, 2.2, 2.2, 0.8, 5, 1.1, procedure="56.0x00", operated=0.55),
    Disease("N40.X", "前列腺增生", 0, 0, 1, 2.6, 8, 1.2, "1", "60.2100", 0.35),
    Disease("N76.0", "阴道炎", 0, 1.2, 0.7, 0.1, 5, 0.5, "2"),
    Disease("O34.2", "瘢痕子宫妊娠", 0, 5, 0, 0, 6, 1.2, "2", "74.1x01", 0.92),
    Disease("O80.9", "顺产", 0, 7, 0, 0, 4, 0.7, "2"),
    Disease("P59.9", "新生儿黄疸", 4, 0, 0, 0, 5, 0.7),
    Disease("R50.9", "发热", 3, 0.6, 0.4, 0.4, 4, 0.4),
    Disease("S22.3", "肋骨骨折", 0.1, 1.4, 2, 1.2, 10, 0.9),
    Disease("S52.5", "桡骨下端骨折", 2, 1.2, 1.4, 1, 8, 1.3, procedure="79.3200", operated=0.5),
    Disease("S72.0", "股骨颈骨折", 0, 0.2, 0.6, 2.2, 14, 2.4, procedure="81.5200", operated=0.6),
    Disease("S82.8", "踝骨折", 0.6, 1.6, 1.4, 0.6, 10, 1.5, procedure="79.3600", operated=0.6),
    Disease("T78.4", "过敏反应", 0.6, 0.8, 0.5, 0.3, 3, 0.4),
    Disease("Z51.1", "恶性肿瘤化学治疗", 0, 0.8, 4, 3.4, 5, 1.2),
)  # fmt: skip
VISIT_CODES = ("J06.9", "I10.X", "E11.9", "K29.5", "J20.9", "M51.2", "J02.9", "L30.9", "I25.1")

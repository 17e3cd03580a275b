"""Small documents of an invented county, as text files."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

HEAD = """安禾县人民政府办公室文件
安禾政办〔2025〕12号
安禾县2025年深化医药卫生体制改革重点工作任务
"""
CLAUSES = (
    "推进紧密型县域医共体建设。2025年12月底前，县域内就诊率达到90%以上。"
    "（县卫生健康局牵头，县医疗保障局配合）",
    "深化医保支付方式改革。2025年9月底前出台总额预付实施方案。（县医疗保障局牵头，县财政局配合）",
    "加强药品耗材集中采购。公立医疗机构药品网上采购率达到95%以上。（县医疗保障局负责）",
    "提升家庭医生签约服务质量。重点人群签约率达到80%以上。（县卫生健康局负责）",
)
EXTRA = "健全药品短缺监测预警制度，每季度通报一次监测结果。（县市场监督管理局负责）"


def text_of(*clauses: str) -> str:
    """A document of numbered clauses under one heading."""
    numbers = "一二三四五六七八九"
    lines = [f"（{numbers[i]}）{clause}" for i, clause in enumerate(clauses)]
    return HEAD + "一、重点任务\n" + "\n".join(lines) + "\n"


def file_of(text: str, name: str = "anhe-2027.txt") -> SimpleUploadedFile:
    """The document as an upload."""
    return SimpleUploadedFile(name, text.encode())

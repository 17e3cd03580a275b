"""Invented names: no place, person or firm here exists."""

from __future__ import annotations

PROVINCE, CITY, COUNTY = "江岭省", "临澜市", "安禾县"
# codes that begin with 99 belong to no real place
PROVINCE_ID, CITY_ID, COUNTY_ID, ELSEWHERE_ID = "990000", "990400", "990423", "980000"
OTHER_COUNTIES = ("望泉县", "北栗县", "云浦县", "青垌县", "溪源区")
TOWNS = (
    "城关镇", "石桥镇", "柳湾镇", "白塘镇", "竹溪镇", "大岭乡", "双河镇",
    "枫林乡", "沙坪镇", "黄坡乡", "南坑镇", "高椅乡", "长滩镇", "梅岭乡",
)  # fmt: skip
VILLAGES = ("东坪", "上湾", "新塘", "桐树", "老屋", "松岗", "水口", "仙桥", "茶亭", "芦溪")
SUPPLIERS = ("江岭禾信医药", "临澜同安医药", "江岭康源配送", "临澜惠民医药")
MAKERS = ("江岭制药一厂", "澜江药业", "禾丰生物", "北栗制药", "云浦药业")
UNITS = {
    "health": "县卫生健康局",
    "insurance": "县医疗保障局",
    "finance": "县财政局",
    "personnel": "县人力资源社会保障局",
    "market": "县市场监督管理局",
    "civil": "县民政局",
    "staffing": "县委编办",
    "data": "县数据资源局",
    "ecology": "县生态环境分局",
    "hospital": "县人民医院",
}

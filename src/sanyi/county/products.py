"""Medicines and consumables of the model county: invented products under real generic names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sanyi.county import words
from sanyi.county.world import World


@dataclass(frozen=True, slots=True)
class Generic:
    """One generic: class, price in fen of a unit, marks, whether procured by volume."""

    number: int
    name: str
    product_class: str
    price_fen: int
    essential: bool = True
    volume: bool = False
    shortage: bool = False
    antibacterial: bool = False
    monitored: bool = False
    two_diseases: bool = False
    catalogue: str = "a"


_W, _T, _H = "western_medicine", "tcm_patent", "tcm_herbal"
_HIGH, _LOW, _R = "high_value_consumable", "low_value_consumable", "reagent"
_ROWS: tuple[tuple[str, str, int, str], ...] = (
    ("氨氯地平片5mg", _W, 620, "essential volume two"),
    ("缬沙坦胶囊80mg", _W, 980, "essential volume two"),
    ("二甲双胍片0.5g", _W, 540, "essential volume two"),
    ("格列美脲片2mg", _W, 1260, "essential volume two"),
    ("阿托伐他汀片20mg", _W, 1180, "essential volume"),
    ("氯吡格雷片75mg", _W, 2150, "essential volume"),
    ("头孢呋辛注射剂0.75g", _W, 890, "essential volume anti"),
    ("左氧氟沙星注射剂0.5g", _W, 1450, "essential volume anti"),
    ("奥美拉唑注射剂40mg", _W, 760, "essential volume b"),
    ("布地奈德吸入剂", _W, 1390, "essential volume b"),
    ("阿莫西林胶囊0.25g", _W, 480, "essential anti"),
    ("阿奇霉素片0.25g", _W, 1320, "essential anti"),
    ("氨茶碱注射液", _W, 310, "essential shortage"),
    ("去甲肾上腺素注射液", _W, 2380, "essential shortage"),
    ("鱼精蛋白注射液", _W, 3150, "essential shortage"),
    ("地高辛片0.25mg", _W, 850, "essential shortage"),
    ("硝酸甘油片0.5mg", _W, 1640, "essential"),
    ("呋塞米片20mg", _W, 260, "essential"),
    ("氯化钠注射液250ml", _W, 240, "essential"),
    ("葡萄糖注射液500ml", _W, 260, "essential"),
    ("布洛芬缓释胶囊", _W, 1180, "essential"),
    ("复方氨基酸注射液", _W, 2860, "b"),
    ("奥拉西坦注射液", _W, 3920, "monitored b"),
    ("胸腺法新注射剂", _W, 4850, "monitored b"),
    ("前列地尔注射液", _W, 3640, "monitored b"),
    ("人血白蛋白10g", "biological", 36500, "b"),
    ("复方丹参滴丸", _T, 2380, "essential"),
    ("连花清瘟颗粒", _T, 1490, "essential"),
    ("血塞通注射剂", _T, 2950, "monitored b"),
    ("参麦注射液", _T, 3120, "monitored b"),
    ("当归饮片", _H, 1400, ""),
    ("黄芪饮片", _H, 1200, ""),
    ("冠状动脉支架", _HIGH, 79800, "volume"),
    ("人工髋关节组件", _HIGH, 712000, "volume"),
    ("人工晶体", _HIGH, 98000, "volume"),
    ("骨科接骨板", _HIGH, 148000, ""),
    ("吻合器", _HIGH, 126000, ""),
    ("一次性输液器", _LOW, 180, ""),
    ("导尿包", _LOW, 2600, ""),
    ("外科敷料", _LOW, 1900, ""),
    ("血糖试纸", _R, 230, ""),
    ("血常规试剂", _R, 620, ""),
)


def _generic(number: int, row: tuple[str, str, int, str]) -> Generic:
    name, product_class, price, marks = row
    words_of = marks.split()
    return Generic(
        number,
        name,
        product_class,
        price,
        essential="essential" in words_of,
        volume="volume" in words_of,
        shortage="shortage" in words_of,
        antibacterial="anti" in words_of,
        monitored="monitored" in words_of,
        two_diseases="two" in words_of,
        catalogue="b" if "b" in words_of else "a",
    )


GENERICS = tuple(_generic(number, row) for number, row in enumerate(_ROWS, 1))
CONSUMABLES = (_HIGH, _LOW, _R)


def product_id(generic: Generic, maker: int = 0) -> str:
    """Product code; maker 0 is the selected one where the generic is procured by volume."""
    letter = "C" if generic.product_class in CONSUMABLES else "X"
    return f"SYN{letter}{generic.number:03d}-{maker + 1}"


def generic_id(generic: Generic) -> str:
    """Code of the generic."""
    return f"G{generic.number:03d}"


def make_products(world: World) -> None:
    """Two products for a generic procured by volume (selected and not), one for the others."""
    for generic in GENERICS:
        for maker in range(2 if generic.volume else 1):
            selected = generic.volume and maker == 0
            world.add(
                "products",
                product_id=product_id(generic, maker),
                product_name=generic.name,
                generic_id=generic_id(generic),
                generic_name=generic.name,
                product_class=generic.product_class,
                manufacturer=words.MAKERS[(generic.number + maker) % len(words.MAKERS)],
                is_essential=generic.essential,
                is_listed=True,
                is_shortage_listed=generic.shortage,
                is_antibacterial=generic.antibacterial,
                is_key_monitored=generic.monitored,
                is_two_diseases=generic.two_diseases,
                is_volume_procured=generic.volume,
                is_selected=selected,
                passed_consistency=selected if generic.product_class == _W else None,
                catalogue_class=generic.catalogue,
                valid_from_on=dt.date(world.year - 3, 1, 1),
            )

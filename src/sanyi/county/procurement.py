"""Procurement of the public institutions: agreements, orders, deliveries, payments, stock."""

from __future__ import annotations

import datetime as dt
import random

from sanyi.county import words
from sanyi.county.calendar import day_in, month_end, month_start
from sanyi.county.places import primary_centres, public_hospitals
from sanyi.county.products import CONSUMABLES, GENERICS, Generic, generic_id, product_id
from sanyi.county.world import Row, World

_HIGH = "high_value_consumable"
_BATCHES = {"western_medicine": "national-9", "high_value_consumable": "consumables-4"}


def make_procurement(world: World) -> None:
    """Orders of every month whose shares follow the planted levels, and what follows on them."""
    _batches(world)
    buyers = [(row, 1.0) for row in public_hospitals(world)]
    buyers += [(row, 0.16) for row in primary_centres(world)]
    for buyer, scale in buyers:
        is_hospital = not buyer["is_primary"]
        generics = [g for g in GENERICS if is_hospital or g.product_class != _HIGH]
        if buyer["institution_kind"] == "tcm_hospital":  # staplers are charged there, never bought
            generics = [g for g in generics if g.name != "吻合器"]
        _agreements(world, buyer, generics, scale)
        for year, month in world.months():
            _month(world, buyer, generics, scale, year, month)
    _follow_up(world)
    _stock(world, buyers)


def _batches(world: World) -> None:
    for generic in GENERICS:
        if not generic.volume:
            continue
        for year in world.years:
            world.add(
                "procurement_batches",
                batch_id=f"{_BATCHES[generic.product_class]}-{year}",
                batch_name="国家组织集中带量采购（模型批次）",
                volume_level="national",
                product_id=product_id(generic),
                generic_id=generic_id(generic),
                selected_price_yuan=_yuan(generic.price_fen),
                price_before_yuan=_yuan(round(generic.price_fen * 2.3)),
                winners_count=3,
                started_on=dt.date(year, 1, 1),
                ended_on=dt.date(year, 12, 31),
            )


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _annual_quantity(world: World, generic: Generic, scale: float) -> int:
    """Quantity a year of a generic procured by volume, of about the same money each."""
    money = 2_400_000 * max(0.2, world.size.population / world.size.counties / 120_000)
    return max(120, round(money * scale / generic.price_fen) * 12)


def _agreements(world: World, buyer: Row, generics: list[Generic], scale: float) -> None:
    for generic in generics:
        if not generic.volume:
            continue
        for year in world.years:
            agreed = _annual_quantity(world, generic, scale)
            world.add(
                "procurement_agreements",
                agreement_id=f"AG-{year}-{buyer['institution_id'][4:]}-{generic.number:03d}",
                batch_id=f"{_BATCHES[generic.product_class]}-{year}",
                institution_id=buyer["institution_id"],
                product_id=product_id(generic),
                generic_id=generic_id(generic),
                base_quantity=round(agreed * 1.2),
                agreed_quantity=agreed,
                started_on=dt.date(year, 1, 1),
                ended_on=dt.date(year, 12, 31),
                appraisal_score=88 + generic.number % 9,
            )


def _month(
    world: World, buyer: Row, generics: list[Generic], scale: float, year: int, month: int
) -> None:
    """One buyer's orders of a month; the amounts outside the platform close the planted shares."""
    chance = world.chance("orders", buyer["institution_id"], f"{year}-{month}")
    selected_level = world.levels("selected_share", year)[month - 1]
    part = _volume_part(world, year, month)
    spent = {False: 0, True: 0}
    order = f"DD{year}{month:02d}-{buyer['institution_id'][4:]}"
    line = 0
    for generic in generics:
        bought: list[tuple[int, int, str]] = []
        if generic.volume:
            quantity = _annual_quantity(world, generic, scale) * part
            others = quantity * (1 - selected_level) / selected_level
            bought.append((0, max(1, round(quantity)), "volume_procurement"))
            if round(others):
                bought.append((1, round(others), "platform"))
        else:
            money = 700_000 * scale * chance.uniform(0.8, 1.2)
            bought.append((0, max(1, round(money / generic.price_fen)), "platform"))
        for maker, count, channel in bought:
            line += 1
            price = generic.price_fen if maker == 0 else round(generic.price_fen * 1.6)
            _order(world, order, line, buyer, generic, maker, channel, count, price, chance)
            if _counts(generic):
                spent[generic.product_class == _HIGH] += count * price
    _off_platform(world, order, line, buyer, spent, year, month, chance)


def _volume_part(world: World, year: int, month: int) -> float:
    """Part of the agreed quantity that is ordered in a month."""
    path = world.paths["agreed_volume"]
    final = path.final if year == world.year else 1.03
    return final * world.levels("agreed_volume", year)[month - 1]


def _counts(generic: Generic) -> bool:
    """Whether an online rate is asked of the class: medicines, and high-value consumables."""
    return generic.product_class == _HIGH or generic.product_class not in CONSUMABLES


def _order(
    world: World,
    order: str,
    line: int,
    buyer: Row,
    generic: Generic,
    maker: int,
    channel: str,
    count: int,
    price: int,
    chance: random.Random,
) -> None:
    year, month = int(order[2:6]), int(order[6:8])
    world.add(
        "procurement_orders",
        order_id=order,
        line_number=line,
        institution_id=buyer["institution_id"],
        product_id=product_id(generic, maker),
        generic_id=generic_id(generic),
        product_class=generic.product_class,
        channel=channel,
        is_selected=generic.volume and maker == 0,
        supplier=words.SUPPLIERS[generic.number % len(words.SUPPLIERS)],
        ordered_on=day_in(year, month, chance, 25),
        quantity=count,
        unit_price_yuan=_yuan(price),
        amount_fen=count * price,
        status="done",
    )


def _off_platform(
    world: World,
    order: str,
    line: int,
    buyer: Row,
    spent: dict[bool, int],
    year: int,
    month: int,
    chance: random.Random,
) -> None:
    """Orders outside the platform of exactly the amount that the planted rate leaves."""
    for is_high, key in ((False, "drug_online_rate"), (True, "consumable_online_rate")):
        level = min(0.999, world.levels(key, year)[month - 1])
        amount = spent[is_high] * (1 - level) / level
        name = "骨科接骨板" if is_high else "当归饮片"
        generic = next(g for g in GENERICS if g.name == name)
        count = round(amount / generic.price_fen)
        if is_high:  # dear pieces: the price takes up what whole pieces cannot
            count = max(1, count) if amount else 0
        if count:
            line += 1
            price = max(1, round(amount / count))
            _order(
                world, order, line, buyer, generic, 0, "off_platform", count, price, chance
            )


def _follow_up(world: World) -> None:
    """Deliveries of all orders, and payments with the planted share in time."""
    for number, row in enumerate(world.rows("procurement_orders")):
        ordered = row["ordered_on"]
        chance = world.chance("delivery", str(number))
        arrived = ordered + dt.timedelta(days=chance.randint(1, 6))
        delivery = f"PS{row['order_id'][2:]}-{row['line_number']:03d}"
        world.add(
            "procurement_deliveries",
            delivery_id=delivery,
            order_id=row["order_id"],
            line_number=row["line_number"],
            institution_id=row["institution_id"],
            product_id=row["product_id"],
            delivered_on=arrived,
            accepted_on=arrived + dt.timedelta(days=1),
            quantity=row["quantity"],
            amount_fen=row["amount_fen"],
        )
    _payments(world)


def _payments(world: World) -> None:
    """One payment an institution and month, due 30 days on; the late part is a row of its own."""
    owed: dict[tuple[str, int, int], int] = {}
    for row in world.rows("procurement_deliveries"):
        day = row["accepted_on"] + dt.timedelta(days=30)
        key = (row["institution_id"], day.year, day.month)
        owed[key] = owed.get(key, 0) + row["amount_fen"]
    for (buyer, year, month), amount in sorted(owed.items()):
        if year not in world.years:
            continue
        level = min(1.0, world.levels("payment_in_time", year)[month - 1])
        due = month_end(year, month) - dt.timedelta(days=3)
        chance = world.chance("payment", buyer, f"{year}-{month}")
        in_time = round(amount * level)
        for part, fen in (("1", in_time), ("2", amount - in_time)):
            late = dt.timedelta(days=chance.randint(12, 90))
            if fen:
                world.add(
                    "procurement_payments",
                    payment_id=f"FK{year}{month:02d}-{buyer[4:]}-{part}",
                    institution_id=buyer,
                    supplier=words.SUPPLIERS[int(part)],
                    due_on=due,
                    paid_on=due - dt.timedelta(days=2) if part == "1" else due + late,
                    amount_fen=fen,
                    paid_by_fund=False,
                )


def _stock(world: World, buyers: list[tuple[Row, float]]) -> None:
    """Monthly counts of the shortage list at every buyer; some are planted to run out."""
    listed = [g for g in GENERICS if g.shortage]
    chance = world.chance("shortage")
    out_of: list[dict[str, object]] = []
    planted = {
        (chance.choice(buyers)[0]["institution_id"], generic.number): (
            chance.randint(3, 9), chance.randint(1, 3)
        )
        for generic in listed[:3]
    }  # fmt: skip
    for buyer, scale in buyers:
        for generic in listed:
            start = planted.get((buyer["institution_id"], generic.number))
            days = _stock_series(world, buyer, generic, scale, start)
            if start and days:
                out_of.append(
                    {
                        "institution_id": buyer["institution_id"],
                        "product_id": product_id(generic),
                        "stock_out_from": days[0].isoformat(),
                        "stock_out_to": days[-1].isoformat(),
                    }
                )
    world.truth["shortages"] = out_of


def _stock_series(
    world: World, buyer: Row, generic: Generic, scale: float, start: tuple[int, int] | None
) -> list[dt.date]:
    standard = max(10, round(400 * scale))
    level, empty = standard * 2, []
    chance = world.chance("stock", buyer["institution_id"], str(generic.number))
    for year, month in world.months():
        used = round(standard * chance.uniform(0.5, 0.8))
        short = (
            start is not None and year == world.year and start[0] <= month < start[0] + start[1]
        )
        received = 0 if short else max(0, standard * 2 - level + used)
        used = min(used if not short else level, level + received)
        closing = level + received - used
        day = month_end(year, month)
        world.add(
            "stock",
            institution_id=buyer["institution_id"],
            product_id=product_id(generic),
            counted_on=day,
            opening_quantity=level,
            received_quantity=received,
            dispensed_quantity=used,
            transferred_quantity=0,
            quantity=closing,
            reserve_standard=standard,
            ordered_unfilled=standard if short else 0,
        )
        if closing == 0:
            empty.append(day)
        level = closing
    return empty


def make_formularies(world: World) -> None:
    """What each public institution of the county keeps."""
    for buyer in [*public_hospitals(world), *primary_centres(world)]:
        for generic in GENERICS:
            if generic.product_class in CONSUMABLES:
                continue
            if buyer["is_primary"] and not generic.essential:
                continue
            world.add(
                "formularies",
                institution_id=buyer["institution_id"],
                product_id=product_id(generic),
                generic_id=generic_id(generic),
                valid_from_on=month_start(world.year - 1, 1),
            )

"""Plants ten patterns of false claims among the honest ones, and lists them in the truth.

Every planted claim still balances: its layers sum to its cost and its lines to its total, so only
a rule about care, time, persons or stock can find it.
"""

from __future__ import annotations

from collections.abc import Callable

from sanyi.county.places import site_id
from sanyi.county.products import GENERICS, product_id
from sanyi.county.words import COUNTY_ID
from sanyi.county.world import World

_WOMEN_ITEM = ("FW9001", "妇科常规检查", 3_500)
_STAPLER = next(g for g in GENERICS if g.name == "吻合器")
_DRESSING = next(g for g in GENERICS if g.name == "外科敷料")


def plant_frauds(world: World) -> None:
    """Change and add claims of this year; fill ``frauds`` of the truth."""
    world.sql("CREATE TABLE planted (claim_no BIGINT, pattern VARCHAR)")
    frauds: dict[str, dict[str, object]] = {}
    world.truth["frauds"] = frauds
    _honest_background(world)
    plans: tuple[tuple[str, str, Callable[[World, str], None]], ...] = (
        ("split_admission", "分解住院：出院次日以同一诊断在同一机构再入院", _split),
        ("overlapping_stay", "同一人住院期间在另一机构又有住院", _overlap),
        ("phantom_stay", "挂床住院：整次住院只有床位费", _phantom),
        ("duplicate_billing", "重复收费：同日同项目同金额两次", _duplicate),
        ("upcoding", "高套诊断：轻症改报脓毒症", _upcode),
        ("over_limit_quantity", "超量开药：数量为常用量的十倍", _over_limit),
        ("off_sex_item", "性别不符：男性患者收妇科项目", _off_sex),
        ("after_death", "死亡后仍有结算", _after_death),
        ("fictitious_visits", "同一村卫生室同日多人同诊断同金额", _ghosts),
        ("consumable_mismatch", "收费耗材在该机构没有采购", _consumables),
    )
    for pattern, what, plant in plans:
        world.sql("CREATE OR REPLACE TEMP TABLE victims (claim_no BIGINT, r BIGINT)")
        plant(world, pattern)
        rows = world.fetch(
            "SELECT c.claim_id FROM planted p JOIN claims c USING (claim_no) "
            f"WHERE p.pattern = '{pattern}' ORDER BY 1"
        )
        frauds[pattern] = {"what": what, "claim_ids": [row[0] for row in rows]}


def _honest_background(world: World) -> None:
    """Women's items on women, and no stapler where none is bought: what makes the rules fair."""
    code, name, _ = _WOMEN_ITEM
    world.sql(
        f"UPDATE lines SET item_code = '{code}', item_name = '{name}' FROM claims c "
        "WHERE lines.claim_no = c.claim_no AND c.sex = '2' AND lines.charge_kind = 'examination' "
        "AND c.code IN ('N76.0', 'D25.9', 'O34.2', 'O80.9')"
    )
    world.sql(
        f"UPDATE lines SET item_code = '{product_id(_DRESSING)}', item_name = '{_DRESSING.name}' "
        f"WHERE item_code = '{product_id(_STAPLER)}' "
        f"AND institution_id = '{site_id(COUNTY_ID, 'tcm')}'"
    )


def _victims(world: World, pattern: str, where: str, count: int | None = None) -> None:
    """Choose honest claims of this year for one pattern, each claim for one pattern only."""
    world.sql(
        f"""INSERT INTO victims SELECT claim_no, row_number() OVER (ORDER BY luck, claim_no)
        FROM (SELECT claim_no, {world.u("fraud-" + pattern, "claim_no")} AS luck FROM claims
          WHERE year(settled_on) = {world.year} AND place_of_care = 'in_county' AND ({where})
            AND claim_no NOT IN (SELECT claim_no FROM planted)
          ORDER BY luck, claim_no LIMIT {count or world.size.planted})"""
    )


def _mark(world: World, pattern: str) -> None:
    world.sql(f"INSERT INTO planted SELECT claim_no, '{pattern}' FROM victims")


def _clone(world: World, pattern: str, changes: str, table: str) -> None:
    """Add copies of the victims' claims under new numbers.

    ``changes`` is a query over ``old`` (claims with ``r``) that gives claim_no and the new
    started_on, ended_on, institution_id, site, person_id, person_no, sex.
    """
    world.sql(
        f"""CREATE OR REPLACE TEMP TABLE clones AS
        WITH old AS (SELECT c.*, v.r FROM claims c JOIN victims v USING (claim_no))
        SELECT n.*, (SELECT max(claim_no) FROM claims) + row_number() OVER (ORDER BY r) AS new_no
        FROM ({changes}) n"""
    )
    stay = table == "priced_stays"
    letter, width = ("Z", 8) if stay else ("M", 9)
    case_id = f"'{letter}' || lpad(CAST(k.new_no AS VARCHAR), {width}, '0')"
    month = "date_trunc('month', k.ended_on)::DATE"
    person = "k.person_id AS person_id, k.person_no AS person_no, k.sex AS sex"
    where = "k.institution_id AS institution_id, k.site AS site"
    if stay:
        world.sql(
            f"""INSERT INTO priced_stays BY NAME SELECT s.* REPLACE (k.new_no AS stay_no,
            {case_id} AS stay_id, {month} AS month_on, {person}, {where},
            k.started_on AS admitted_on, k.ended_on AS discharged_on)
            FROM clones k JOIN claims c USING (claim_no) JOIN priced_stays s ON s.stay_id = c.stay_id
            ORDER BY k.new_no"""
        )
    else:
        world.sql(
            f"""INSERT INTO priced_visits BY NAME SELECT v.* REPLACE (k.new_no AS visit_no,
            {case_id} AS visit_id, {month} AS month_on, {person}, {where},
            k.started_on AS visited_on, c.total_cost_fen AS total_cost_fen, c.code AS code)
            FROM clones k JOIN claims c USING (claim_no)
            JOIN priced_visits v ON v.visit_id = c.visit_id ORDER BY k.new_no"""
        )
    world.sql(
        f"""INSERT INTO lines SELECT k.new_no, 'J' || {case_id}, l.line_number, l.item_code,
        l.item_name, l.charge_kind, l.catalogue_class, l.quantity, l.amount_fen, k.institution_id,
        k.ended_on, k.started_on FROM clones k JOIN lines l USING (claim_no)
        ORDER BY k.new_no, l.line_number"""
    )
    world.sql(
        f"""INSERT INTO claims BY NAME SELECT c.* REPLACE (k.new_no AS claim_no,
        'J' || {case_id} AS claim_id, {case_id} AS visit_id,
        {case_id if stay else "CAST(NULL AS VARCHAR)"} AS stay_id, {month} AS month_on, {person},
        {where}, k.started_on AS started_on, k.ended_on AS ended_on, k.ended_on AS settled_on)
        FROM clones k JOIN claims c USING (claim_no) ORDER BY k.new_no"""
    )
    world.sql(f"INSERT INTO planted SELECT new_no, '{pattern}' FROM clones")


_SAME = "institution_id, site, person_id, person_no, sex"


def _split(world: World, pattern: str) -> None:
    alone = (
        "NOT EXISTS (SELECT 1 FROM claims o WHERE o.person_no = claims.person_no "
        "AND o.care_kind = 'inpatient' AND o.started_on > claims.started_on)"
    )
    _victims(
        world, pattern,
        f"care_kind = 'inpatient' AND month(settled_on) BETWEEN 2 AND 10 AND {alone} "
        "AND ended_on - started_on >= 5",
    )  # fmt: skip
    _mark(world, pattern)
    _clone(
        world, pattern,
        f"SELECT claim_no, r, ended_on + 1 AS started_on, ended_on + 6 AS ended_on, {_SAME} FROM old",
        "priced_stays",
    )  # fmt: skip


def _overlap(world: World, pattern: str) -> None:
    _victims(
        world, pattern,
        "care_kind = 'inpatient' AND site = 'county' AND ended_on - started_on >= 4 "
        "AND month(settled_on) < 12",
    )  # fmt: skip
    _mark(world, pattern)
    private = site_id(COUNTY_ID, "private_a")
    _clone(
        world, pattern,
        f"SELECT claim_no, r, started_on + 1 AS started_on, ended_on + 1 AS ended_on, "
        f"'{private}' AS institution_id, 'private_a' AS site, person_id, person_no, sex FROM old",
        "priced_stays",
    )  # fmt: skip


def _phantom(world: World, pattern: str) -> None:
    _victims(
        world, pattern,
        "care_kind = 'inpatient' AND site = 'town' AND ended_on - started_on >= 3",
    )  # fmt: skip
    _mark(world, pattern)
    world.sql(
        "UPDATE lines SET item_code = 'FW1001', item_name = '普通床位费', charge_kind = 'bed', "
        "catalogue_class = 'a', quantity = greatest(1, amount_fen // 3200) "
        "WHERE claim_no IN (SELECT claim_no FROM victims)"
    )


def _add_line(world: World, line_sql: str) -> None:
    """Add one line to every victim, and its amount to every total that must hold it.

    ``line_sql`` gives claim_no, item_code, item_name, charge_kind, quantity, amount_fen, charged_on.
    """
    world.sql(f"CREATE OR REPLACE TEMP TABLE extra AS {line_sql}")
    world.sql(
        """INSERT INTO lines SELECT e.claim_no, c.claim_id,
          (SELECT max(line_number) FROM lines l WHERE l.claim_no = e.claim_no) + 1, e.item_code,
          e.item_name, e.charge_kind, 'a', e.quantity, e.amount_fen, c.institution_id,
          c.settled_on, e.charged_on FROM extra e JOIN claims c USING (claim_no)
        ORDER BY e.claim_no"""
    )
    _raise_totals(world)


def _raise_totals(world: World) -> None:
    """Add ``extra.amount_fen`` to claims and to the stays or visits behind them."""
    world.sql(
        """UPDATE claims SET total_cost_fen = total_cost_fen + e.amount_fen,
          covered_cost_fen = covered_cost_fen + e.amount_fen,
          basic_paid_fen = basic_paid_fen + e.amount_fen * 7 // 10,
          fund_paid_fen = fund_paid_fen + e.amount_fen * 7 // 10,
          cash_paid_fen = cash_paid_fen + e.amount_fen - e.amount_fen * 7 // 10
        FROM extra e WHERE claims.claim_no = e.claim_no"""
    )
    for table, key in (("priced_stays", "stay_id"), ("priced_visits", "visit_id")):
        world.sql(
            f"UPDATE {table} SET total_cost_fen = {table}.total_cost_fen + e.amount_fen "
            f"FROM extra e JOIN claims c USING (claim_no) WHERE {table}.{key} = c.{key}"
        )


def _duplicate(world: World, pattern: str) -> None:
    _victims(world, pattern, "care_kind = 'inpatient'")
    _mark(world, pattern)
    _add_line(
        world,
        "SELECT claim_no, item_code, item_name, charge_kind, quantity, amount_fen, charged_on "
        "FROM lines JOIN victims USING (claim_no) WHERE line_number = 3",
    )


def _upcode(world: World, pattern: str) -> None:
    _victims(
        world, pattern,
        "care_kind = 'inpatient' AND code IN ('J06.9', 'J20.9', 'K29.5', 'J18.9') "
        "AND ended_on - started_on <= 7",
    )  # fmt: skip
    _mark(world, pattern)
    mine = "(SELECT claim_no FROM victims)"
    world.sql(f"UPDATE claims SET code = 'A41.9' WHERE claim_no IN {mine}")
    world.sql(
        "UPDATE priced_stays SET code = 'A41.9' WHERE stay_id IN "
        f"(SELECT stay_id FROM claims WHERE claim_no IN {mine})"
    )


def _over_limit(world: World, pattern: str) -> None:
    """Ten times the quantity of a medicine on a visit; the price stays."""
    medicine = (
        "EXISTS (SELECT 1 FROM lines l WHERE l.claim_no = claims.claim_no "
        "AND l.charge_kind = 'western_medicine')"
    )
    _victims(world, pattern, f"care_kind IN ('two_diseases', 'outpatient') AND {medicine}")
    _mark(world, pattern)
    world.sql(
        "CREATE OR REPLACE TEMP TABLE extra AS SELECT claim_no, min(amount_fen) * 9 AS amount_fen, "
        "min(line_number) AS line_number FROM lines JOIN victims USING (claim_no) "
        "WHERE charge_kind = 'western_medicine' GROUP BY claim_no"
    )
    world.sql(
        "UPDATE lines SET quantity = quantity * 10, amount_fen = lines.amount_fen + e.amount_fen "
        "FROM extra e WHERE lines.claim_no = e.claim_no AND lines.line_number = e.line_number"
    )
    _raise_totals(world)


def _off_sex(world: World, pattern: str) -> None:
    code, name, price = _WOMEN_ITEM
    _victims(world, pattern, "sex = '1' AND site IN ('county', 'tcm', 'town', 'private_b')")
    _mark(world, pattern)
    _add_line(
        world,
        f"SELECT claim_no, '{code}' AS item_code, '{name}' AS item_name, 'examination' AS "
        f"charge_kind, 1 AS quantity, CAST({price} AS BIGINT) AS amount_fen, started_on AS charged_on "
        "FROM claims JOIN victims USING (claim_no)",
    )


def _after_death(world: World, pattern: str) -> None:
    """Visits in the name of insured residents who have died, some weeks before."""
    _victims(world, pattern, "care_kind = 'outpatient' AND site IN ('town', 'village')")
    _clone(
        world, pattern,
        f"""SELECT claim_no, old.r, d.died_on + 9 + CAST(old.r % 40 AS INTEGER) AS started_on,
          d.died_on + 9 + CAST(old.r % 40 AS INTEGER) AS ended_on, institution_id, site,
          d.person_id, d.person_no, d.sex
        FROM old JOIN (SELECT *, row_number() OVER (ORDER BY person_no) AS r FROM people
          WHERE died_on BETWEEN DATE '{world.year}-01-01' AND DATE '{world.year}-10-20'
            AND joins < 0.961) d ON d.r = old.r""",
        "priced_visits",
    )  # fmt: skip


def _ghosts(world: World, pattern: str) -> None:
    """A village clinic sees many people of its village on one day, all alike."""
    count = world.size.planted * 4
    clinic = world.rows("institutions", institution_kind="village_clinic", county_id=COUNTY_ID)[2]
    _victims(world, pattern, "care_kind = 'outpatient' AND site = 'village'", 1)
    world.sql(f"INSERT INTO victims SELECT claim_no, i FROM victims, range(2, {count + 1}) AS t(i)")
    day = f"DATE '{world.year}-06-18'"
    _clone(
        world, pattern,
        f"""SELECT claim_no, old.r, {day} AS started_on, {day} AS ended_on,
          '{clinic["institution_id"]}' AS institution_id, 'village' AS site, p.person_id,
          p.person_no, p.sex FROM old JOIN (SELECT *, row_number() OVER (ORDER BY person_no DESC)
            AS r FROM people WHERE place_id = '{clinic["village_id"]}' AND joins < 0.961
            AND died_on IS NULL) p ON p.r = old.r""",
        "priced_visits",
    )  # fmt: skip


def _consumables(world: World, pattern: str) -> None:
    _victims(world, pattern, "care_kind = 'inpatient' AND site = 'tcm'")
    _mark(world, pattern)
    _add_line(
        world,
        f"SELECT claim_no, '{product_id(_STAPLER)}' AS item_code, '{_STAPLER.name}' AS item_name, "
        f"'consumable' AS charge_kind, 1 AS quantity, CAST({_STAPLER.price_fen} AS BIGINT) AS "
        "amount_fen, started_on AS charged_on FROM claims JOIN victims USING (claim_no)",
    )

"""Writes extract/lexicon/places.tsv from the data of the package vietnamadminunits (both systems of administrative units).

The package takes half a second and 7 MB to load; the table is 0.5 MB and read in a few milliseconds.
Run: python bench/make_places.py
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import regex
import vietnamadminunits

DATA = Path(vietnamadminunits.__file__).parent / "data"
OUT = Path(__file__).parents[1] / "extract" / "lexicon" / "places.tsv"
HEAD = """\
# Administrative units of Việt Nam in both systems: 63 provinces with districts (to 30/6/2025) and 34 provinces without (from 1/7/2025).
# Source: package vietnamadminunits {version} (data of the General Statistics Office and of Nghị quyết 202/2025/QH15); written by
# bench/make_places.py, not by hand.
# Columns: system (o = old, n = new), level (p, d, c), type, name, code, parent code, code of the unit it became part of in 2025.
"""


def main() -> None:
    db = sqlite3.connect(f"file:{DATA / 'dataset.db'}?mode=ro", uri=True)
    conv = json.loads((DATA / "converter_2025.json").read_text("utf-8"))
    new_of_old = {old: new for new, olds in conv["DICT_PROVINCE"].items() for old in olds}
    became: dict[str, tuple[str, str]] = {}
    for prov, wards in conv["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in wards.items():
            for old in olds:
                became[old] = (prov, new)
    for prov, olds_ in conv["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds_.items():
            became[old] = (
                prov,
                next((p["newWardKey"] for p in parts if p["isDefaultNewWard"]), parts[0]["newWardKey"]),
            )
    out: list[str] = []
    new_codes: dict[tuple[str, str], str] = {}
    prov_code: dict[str, str] = {}
    rows = db.execute(
        "select province, provinceShort, provinceCode, provinceKey, ward, wardShort, wardType, wardCode, wardKey from admin_units"
    ).fetchall()
    seen: set[str] = set()
    for prov, short, code, key, _, _, _, _, _ in rows:
        if code not in seen:
            seen.add(code)
            prov_code[key] = code
            out.append("\t".join(("n", "p", prov.removesuffix(short).strip(), short, code, "", "")))
    for _, _, code, key, ward, short, kind, wcode, wkey in rows:
        if ward:
            new_codes[key, wkey] = wcode
            out.append("\t".join(("n", "c", kind, short, wcode, code, "")))
    seen.clear()
    rows = db.execute(
        "select province, provinceShort, provinceCode, provinceKey, district, districtShort, districtType, districtCode, districtKey,"
        " ward, wardShort, wardType, wardCode, wardKey from admin_units_legacy"
    ).fetchall()
    for prov, short, code, key, *_ in rows:
        if "p" + code not in seen:
            seen.add("p" + code)
            out.append(
                "\t".join(("o", "p", prov.removesuffix(short).strip(), short, code, "", prov_code[new_of_old[key]]))
            )
    for _, _, code, _, dist, short, kind, dcode, *_ in rows:
        if dist and "d" + dcode not in seen:
            seen.add("d" + dcode)
            out.append("\t".join(("o", "d", kind or "", short, dcode, code, "")))
    for _, _, _, key, _, _, _, dcode, dkey, ward, short, kind, wcode, wkey in rows:
        if ward:
            target = became.get(f"{key}_{dkey}_{wkey}")
            out.append(
                "\t".join(("o", "c", kind or "", short, wcode, dcode, new_codes.get(target, "") if target else ""))
            )
    out = [regex.sub(r" \((?:Thành phố|Thị xã|Huyện|Quận|Xã|Phường|Thị trấn)\)", "", line) for line in out]
    version = __import__("importlib.metadata", fromlist=["version"]).version("vietnamadminunits")
    OUT.write_text(HEAD.format(version=version) + "\n".join(out) + "\n", "utf-8")


if __name__ == "__main__":
    main()

"""A county of a test's own: when its offices are open, and what stands in its register."""

import datetime
import sqlite3

from tests.support.gateway import ROOT

HEADER = "receipt_no,item,name,id_no,phone,area,stage,stage_text,updated_on,supplement,external_no"


def hours(gateway, are_open):
    """Before it starts: offices that are open all day and every day, or not once this year."""
    usual = (ROOT / "deploy/config/organisation.yaml").read_text(encoding="utf-8")
    areas, _, _ = usual.partition("\noffices:")
    year = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).year
    days = "work" if are_open else "off"
    span = ', hours: ["00:00-24:00"]' if are_open else ""
    file = gateway.folder / "organisation.yaml"
    file.write_text(
        f'{areas}\noffices:\n  - {{area: "130224", name: 滦南县民政局{span}}}\n'
        f"calendar:\n  {year}: {{source: a test, {days}: [01-01..12-31]}}\n",
        encoding="utf-8",
    )
    with open(gateway.config, "a", encoding="utf-8") as config:
        config.write(f"organisation: {file}\n")
    return gateway


def id_number(serial=1):
    """An ID card number of nobody: a birthday in 1900 and a right check character."""
    body = f"13022419000101{serial:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11]


def row(serial=1, name="演示甲", stage="county_review", text="县里审核中", supplement="", receipt="", **changed):
    values = {
        "receipt_no": receipt, "item": "高龄津贴", "name": name, "id_no": id_number(serial), "phone": "13800000001",
        "area": "130224100", "stage": stage, "stage_text": text, "updated_on": "2026-01-20", "supplement": supplement,
        "external_no": f"EXT-{serial}", **changed,
    }  # fmt: skip
    return ",".join(values[name] for name in HEADER.split(","))


def table(gateway, *rows, name="applications.csv"):
    file = gateway.folder / name
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return file


def receipts(gateway):
    """The receipt numbers in the order they were given."""
    with sqlite3.connect(f"file:{gateway.folder}/var/yimen.db?mode=ro", uri=True) as database:
        return [number for (number,) in database.execute("SELECT receipt_no FROM applications ORDER BY id")]


def check_digit(number):
    """ISO 7064 MOD 11,10 of eleven digits."""
    rest = 10
    for digit in number:
        rest = ((rest + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - rest) % 10)


def with_x():
    """An ID number whose last four could not stand in any hash or time."""
    return next(id_number(serial) for serial in range(1, 999) if id_number(serial).endswith("X"))

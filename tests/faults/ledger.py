"""The oracle's own books: what was delivered, what was acknowledged, and whether the store agrees.

Nothing here looks into the gateway while it lives; the verdict is read from the database after its last stop.
"""

import collections
import dataclasses
import re
import sqlite3
import threading
import urllib.parse

CHANNEL = "sms"
PART = re.compile(r"[?&]part=(\d+)&")


@dataclasses.dataclass(frozen=True)
class Delivery:
    """One message as a provider holds it until it is acknowledged. Usually one sender; two when the carrier's two
    links show the number differently, and both links deliver at once."""

    id: str
    senders: tuple
    text: str


class Ledger:
    """`delivered` and `acknowledged` by id; each 200 is a line of a file before anything else is done with it."""

    def __init__(self, file):
        self.lock = threading.Lock()
        self.file = open(file, "a", encoding="ascii", buffering=1)
        self.delivered = {}
        self.acknowledged = collections.Counter()

    def note_delivery(self, delivery):
        with self.lock:
            self.delivered[delivery.id] = delivery

    def note_answer(self, delivery):
        with self.lock:
            self.file.write(delivery.id + "\n")
            self.acknowledged[delivery.id] += 1

    def open_deliveries(self):
        with self.lock:
            return [d for d in self.delivered.values() if d.id not in self.acknowledged]


@dataclasses.dataclass
class Verdict:
    acknowledged: int = 0
    stored: int = 0
    sent: int = 0
    unknown: int = 0
    lost: list = dataclasses.field(default_factory=list)
    doubled: list = dataclasses.field(default_factory=list)
    wrong: list = dataclasses.field(default_factory=list)

    def __str__(self):
        lines = [
            f"{self.acknowledged} acknowledged, {self.stored} stored, {len(self.lost)} lost, {len(self.doubled)} doubled",
            f"{self.sent} parts sent, {self.unknown} called unknown, {len(self.wrong)} other faults",
        ]
        for name in ("lost", "doubled", "wrong"):
            lines += [f"  {name}: {found}" for found in getattr(self, name)[:5]]
        return "\n".join(lines)


def judge(database, ledger, calls):
    """Compares the books with the store and with what the provider was sent."""
    verdict = Verdict(acknowledged=len(ledger.acknowledged))
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as store:
        if store.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            verdict.wrong.append("the database is damaged")
        judge_inbox(store, ledger, verdict)
        judge_outbox(store, calls, verdict)
    return verdict


def judge_inbox(store, ledger, verdict):
    rows = store.execute(
        "SELECT i.external_id, i.answer_status, c.sender, m.text FROM inbox i LEFT JOIN messages m ON m.id = i.message_id "
        "LEFT JOIN conversations v ON v.id = m.conversation_id LEFT JOIN contacts c ON c.id = v.contact_id WHERE i.channel = ?",
        (CHANNEL,),
    ).fetchall()
    verdict.stored = len(rows)
    times = collections.Counter(id for id, *_ in rows)
    verdict.lost = sorted(id for id in ledger.acknowledged if id not in times)
    verdict.doubled = sorted(id for id, count in times.items() if count > 1)
    for id, status, sender, text in rows:
        delivery = ledger.delivered.get(id)
        if delivery is None:
            verdict.wrong.append(f"{id} was never delivered")
        elif status != 200 or sender not in delivery.senders or text != delivery.text:
            verdict.wrong.append(f"{id} is stored as something else: {status} {sender} {text}")
    heard = store.execute("SELECT COUNT(*) FROM messages WHERE author = 'resident'").fetchone()[0]
    if heard != len(times):
        verdict.doubled.append(f"{heard} messages of residents for {len(times)} ids")


def judge_outbox(store, calls, verdict):
    parts = {
        id: (recipient.removeprefix("+86"), text, state)
        for id, recipient, text, state in store.execute("SELECT id, recipient, text, state FROM outbox")
    }
    verdict.unknown = sum(state == "unknown" for _, _, state in parts.values())
    verdict.sent = len(calls)
    times = collections.Counter()
    for _, query, body in calls:
        form = {**query, **dict(urllib.parse.parse_qsl(body))}
        part = int(PART.search(form["dlr-url"])[1])
        times[part] += 1
        recipient, text, state = parts.get(part, ("", "", "missing"))
        if state not in ("sent", "unknown"):
            verdict.wrong.append(f"part {part} was sent and the store calls it {state}")
        elif (recipient, text) != (form["to"], form["text"]):
            verdict.wrong.append(f"part {part} was sent before it was committed: the store knows another text or person")
    for part, count in times.items():
        if count > 1:
            verdict.doubled.append(f"part {part} was sent {count} times")
    for part, (_, _, state) in parts.items():
        if state == "sent" and not times[part]:
            verdict.wrong.append(f"part {part} is called sent and never was")
        elif state not in ("sent", "unknown", "dropped"):
            # A bot's reply is dropped unsent when its person has gone to a clerk in the meantime.
            verdict.wrong.append(f"part {part} is still {state}")

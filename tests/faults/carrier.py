"""The carrier: connections that deliver messages until each is acknowledged, whatever becomes of the gateway."""

import collections
import random
import socket
import threading
import urllib.parse

from tests.faults.ledger import Delivery
from tests.support.gateway import PATIENCE_S, SMS_SECRET

CONNECTIONS = 4
# Few messages a minute for each, as people write; the gateway refuses floods.
PEOPLE = 3000
# One in so many is delivered by two links at once, and one again although it was acknowledged.
TWIN_EVERY = 8
AGAIN_EVERY = 10
TEXTS = ["菜单", "1", "谢谢", "你好"]


def request_of(delivery, sender):
    query = {"from": sender, "to": "10690000", "text": delivery.text, "coding": "2", "charset": "UTF-8", "id": delivery.id}
    target = f"/hooks/sms/{SMS_SECRET}?" + urllib.parse.urlencode({**query, "time": "1795320000"})
    return f"GET {target} HTTP/1.1\r\nHost: yimen\r\n\r\n".encode()


def status_of(connection):
    """Reads one answer; raises OSError when it does not come whole."""
    answer = b""
    while b"\r\n\r\n" not in answer:
        some = connection.recv(4096)
        if not some:
            raise ConnectionError("closed before the answer")
        answer += some
    head, _, body = answer.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
    while len(body) < length:
        some = connection.recv(4096)
        if not some:
            raise ConnectionError("closed within the answer")
        body += some
    return int(head[9:12])


class Carrier:
    """Delivers from several connections while `life` is not 0; each new life of the gateway gets what is still open
    from the one before."""

    def __init__(self, port, ledger, seed):
        self.port, self.ledger = port, ledger
        self.random = random.Random(seed)
        self.changed = threading.Condition()
        self.life = 0
        self.lives = 0
        self.new_ones = True
        self.closed = False
        self.made = 0
        self.under_way = 0
        self.again = collections.deque()
        self.threads = [threading.Thread(target=self.run, daemon=True) for _ in range(CONNECTIONS)]
        for thread in self.threads:
            thread.start()

    def gateway_is_up(self):
        with self.changed:
            self.lives += 1
            self.life = self.lives
            self.changed.notify_all()

    def gateway_is_down(self):
        """Comes back when no connection speaks any more, so that nothing is open twice."""
        with self.changed:
            self.life = 0
            self.changed.wait_for(lambda: self.under_way == 0)

    def finish(self):
        """Only what is open is still delivered; returns when all is acknowledged."""
        with self.changed:
            self.new_ones = False
            done = self.changed.wait_for(lambda: not self.again and self.under_way == 0, PATIENCE_S)
            self.closed = True
            self.changed.notify_all()
        if not done or self.ledger.open_deliveries():
            raise AssertionError(f"{len(self.ledger.open_deliveries())} messages were never acknowledged")

    def run(self):
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.life or self.closed)
                if self.closed:
                    return
                life = self.life
                self.under_way += 1
            try:
                self.speak(life)
            except OSError:
                pass  # killed: what was under way is delivered again
            with self.changed:
                self.under_way -= 1
                self.changed.notify_all()
                self.changed.wait_for(lambda: self.life != life or self.closed or self.again)

    def speak(self, life):
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE_S) as one:
            with socket.create_connection(("127.0.0.1", self.port), PATIENCE_S) as other:
                while delivery := self.next_delivery(life):
                    self.deliver(delivery, [one, other])

    def next_delivery(self, life):
        with self.changed:
            if self.life != life:
                return None
            if self.again:
                return self.again.popleft()
            if not self.new_ones:
                return None
            self.made += 1
            sender = f"+86138{self.random.randrange(PEOPLE):08d}"
            # 12593 is a dialling prefix that some links leave before the caller's number.
            twin = (sender, "12593" + sender[3:]) if self.made % TWIN_EVERY == 0 else (sender,)
            delivery = Delivery(f"k{self.made:07d}", twin, self.random.choice(TEXTS))
        self.ledger.note_delivery(delivery)
        return delivery

    def deliver(self, delivery, connections):
        used = list(zip(delivery.senders, connections))
        acknowledged = False
        try:
            for sender, connection in used:
                connection.sendall(request_of(delivery, sender))
            statuses = [status_of(connection) for _, connection in used]
            acknowledged = 200 in statuses
        finally:
            if acknowledged:
                self.ledger.note_answer(delivery)
            number = int(delivery.id[1:])
            once_more = number % AGAIN_EVERY == 0 and self.ledger.acknowledged[delivery.id] == 1
            if not acknowledged or once_more:
                with self.changed:
                    self.again.append(delivery)

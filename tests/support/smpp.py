"""An operator's SMS centre: SMPP 3.4 on loopback, as far as Kannel speaks it.

    u32 length, u32 command, u32 status, u32 sequence, body; an answer is the same sequence and command | 0x80000000

What a telephone sends arrives at Kannel as deliver_sm, what Kannel sends here as submit_sm; both have the same body.
A receipt is a deliver_sm whose text says "id:… stat:DELIVRD err:000".
"""

import contextlib
import dataclasses
import socket
import struct
import threading

from tests.support.gateway import PATIENCE_S, free_port

SUBMIT, DELIVER, UNBIND, ENQUIRE = 0x04, 0x05, 0x06, 0x15
BIND = {0x01, 0x02, 0x09}
GSM, UCS2 = 0, 8
JOINED, RECEIPT = 0x40, 0x04  # esm_class: a user data header, a receipt


@dataclasses.dataclass(frozen=True)
class Short:
    """One SMS as it would go through the air."""

    id: str
    to: str
    coding: int
    wants_receipt: bool
    header: tuple  # (reference, how many, which) of a long one's part, or nothing
    text: str


def _cut(body, at):
    end = body.index(b"\0", at)
    return body[at:end].decode(), end + 1


def _body(source, target, esm_class, coding, data):
    """Numbers of type unknown: they stay as the telephone's network wrote them."""
    return (
        b"\0\0\1" + source.encode() + b"\0\0\1" + target.encode() + b"\0" + bytes([esm_class])
        + b"\0\0\0\0\0\0" + bytes([coding, 0, len(data)]) + data
    )  # fmt: skip


def _short(id, body):
    _, at = _cut(body, 0)
    _, at = _cut(body, at + 2)
    to, at = _cut(body, at + 2)
    esm_class = body[at]
    _, at = _cut(body, at + 3)
    _, at = _cut(body, at)
    receipt, _, coding, _, length = body[at : at + 5]
    data = body[at + 5 : at + 5 + length]
    header = ()
    if esm_class & JOINED:
        size = data[0]
        header = tuple(data[size - 2 : size + 1])
        data = data[size + 1 :]
    text = data.decode("utf-16-be" if coding == UCS2 else "ascii")
    return Short(id, to, coding, bool(receipt & 3), header, text)


class SmsCentre:
    """`with SmsCentre() as centre:`; Kannel connects to its `port` again whenever it has lost it."""

    def __init__(self):
        self.changed = threading.Condition()
        self.shorts = []
        self.line = None
        self.sequence = 0
        self.answered = set()
        self.port = 0
        self._open()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._close()

    @contextlib.contextmanager
    def closed(self):
        """Hangs up, and nobody answers until the end."""
        self._close()
        yield
        self._open()

    def _open(self):
        self.port = self.port or free_port()
        self.server = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._serve, args=[self.server], daemon=True).start()

    def _close(self):
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        with self.changed:
            if self.line:
                with contextlib.suppress(OSError):  # gone just now
                    self.line.shutdown(socket.SHUT_RDWR)
            assert self.changed.wait_for(lambda: self.line is None, PATIENCE_S)

    def _serve(self, server):
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            try:
                self._speak(line, line.makefile("rb"))
            except (OSError, struct.error):
                pass  # killed, or gone in the midst of a call
            with self.changed:
                self.line = None
                self.changed.notify_all()
            line.close()

    def _speak(self, line, stream):
        while head := stream.read(16):
            length, command, status, sequence = struct.unpack(">IIII", head)
            body = stream.read(length - 16)
            with self.changed:
                if command & 0x80000000:
                    assert status == 0, (hex(command), status)
                    self.answered.add(sequence)
                else:
                    self._answer(line, command, sequence, self._take(line, command, body))
                self.changed.notify_all()

    def _take(self, line, command, body):
        if command in BIND:
            self.line = line
            return b"centre\0"
        if command == SUBMIT:
            short = _short(f"{len(self.shorts) + 1}", body)
            self.shorts.append(short)
            return short.id.encode() + b"\0"
        return b""

    @staticmethod
    def _answer(line, command, sequence, body):
        line.sendall(struct.pack(">IIII", 16 + len(body), command | 0x80000000, 0, sequence) + body)

    def _deliver(self, *parts):
        """Returns when Kannel has taken it."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.line, PATIENCE_S), "Kannel did not connect"
            self.sequence += 1
            mine, body = self.sequence, _body(*parts)
            self.line.sendall(struct.pack(">IIII", 16 + len(body), DELIVER, 0, mine) + body)
            assert self.changed.wait_for(lambda: mine in self.answered, PATIENCE_S), "Kannel did not take it"

    def write(self, sender, text, to="10690000"):
        """A telephone sends an SMS: Chinese as UCS-2, in linked parts where it is long."""
        data = text.encode("utf-16-be")
        if len(data) <= 140:
            return self._deliver(sender, to, 0, UCS2, data)
        pieces = [data[at : at + 134] for at in range(0, len(data), 134)]
        reference = self.sequence % 256
        for number, piece in enumerate(pieces, 1):
            header = bytes([5, 0, 3, reference, len(pieces), number])
            self._deliver(sender, to, JOINED, UCS2, header + piece)

    def write_gsm(self, sender, septets, to="10690000"):
        """An SMS in the GSM 03.38 alphabet, one septet a byte as SMPP has it."""
        self._deliver(sender, to, 0, GSM, septets)

    def tell(self, short, state):
        """A receipt: DELIVRD, UNDELIV…"""
        words = f"id:{short.id} sub:001 dlvrd:001 submit date:2611290000 done date:2611290001 stat:{state} err:000 text:"
        self._deliver(short.to, "10690000", RECEIPT, GSM, words.encode())

    def texts(self, to):
        """What a telephone shows: parts of a long SMS joined, in the order they came."""
        shown, long = [], {}
        for short in [short for short in list(self.shorts) if short.to.endswith(to)]:
            if not short.header:
                shown.append(short.text)
                continue
            reference, many, which = short.header
            parts = long.setdefault(reference, {})
            parts[which] = short.text
            if len(parts) == many:
                shown.append("".join(parts[at] for at in range(1, many + 1)))
                del long[reference]
        return shown

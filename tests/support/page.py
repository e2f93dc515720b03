"""A web chat page: a small WebSocket client, text frames only (RFC 6455)."""

import base64
import json
import os
import socket
import struct
import time

from tests.support.gateway import PATIENCE_S, until


class Page:
    def __init__(self, gateway, path="/chat/ws", protocol="yimen.chat.v1", headers=None, **hello):
        self.socket = socket.create_connection(("127.0.0.1", gateway.port), timeout=PATIENCE_S)
        self.read = self.socket.makefile("rb")
        gateway.pages.add(self)
        lines = [
            f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{gateway.port}", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)).decode(), "Sec-WebSocket-Version: 13",
        ]  # fmt: skip
        if protocol:
            lines.append("Sec-WebSocket-Protocol: " + protocol)
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.status = int(self.read.readline().split()[1])
        self.headers = {}
        while (line := self.read.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            self.headers[name.lower()] = value.strip()
        self.frames = []
        self.count = 0
        if self.status == 101 and path == "/chat/ws":
            self.send({"type": "hello", **hello})
            self.welcome = self.wait(lambda frame: frame["type"] == "welcome")

    def send(self, frame):
        self.send_raw(json.dumps(frame).encode())

    def send_raw(self, data, opcode=1):
        mask = os.urandom(4)
        size = len(data)
        head = bytes([0x80 | opcode])
        if size < 126:
            head += bytes([0x80 | size])
        elif size < 65536:
            head += bytes([0x80 | 126]) + struct.pack(">H", size)
        else:
            head += bytes([0x80 | 127]) + struct.pack(">Q", size)
        self.socket.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(data)))

    def receive(self):
        """(opcode, payload) of the next frame; pings are passed over, and are no reason to wait longer."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            assert time.monotonic() < deadline, "only pings came"
            first, second = self.read.read(2)
            size = second & 127
            if size == 126:
                (size,) = struct.unpack(">H", self.read.read(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", self.read.read(8))
            payload = self.read.read(size)
            if first & 15 == 9:
                self.send_raw(payload, opcode=10)
                continue
            return first & 15, payload

    def wait(self, wanted):
        """The next frame that is `wanted`, those seen before included; each is given once."""
        for i, frame in enumerate(self.frames):
            if wanted(frame):
                return self.frames.pop(i)
        deadline = time.monotonic() + PATIENCE_S
        while True:
            assert time.monotonic() < deadline, f"came in vain: {self.frames}"
            opcode, payload = self.receive()
            assert opcode == 1, f"closed: {payload!r}"
            frame = json.loads(payload)
            if wanted(frame):
                return frame
            self.frames.append(frame)

    def post(self, text, cid=None, in_time=False):
        """Sends a message and waits for its ack; gives its number. `in_time`: again when the gateway says it may."""
        self.count += 1
        cid = cid or f"cid-{id(self)}-{self.count}"
        self.send({"type": "msg", "cid": cid, "text": text})
        frame = self.wait(lambda f: f["type"] in ("ack", "error") and f.get("cid") == cid)
        if in_time and frame.get("code") == "too_fast":
            again = time.monotonic() + frame["retry_after"]
            until(lambda: time.monotonic() >= again, "the chat's pace", frame["retry_after"] + 5)
            return self.post(text)
        assert frame["type"] == "ack", frame
        return frame["seq"]

    def ask(self, text, author="bot"):
        """Sends a message, later where the chat's pace wants it, and gives the first answer to it."""
        seq = self.post(text, in_time=True)
        return self.wait(lambda f: f["type"] == "msg" and f["author"] == author and f["seq"] > seq)["text"]

    def close(self):
        self.read.close()
        self.socket.close()

    __del__ = close

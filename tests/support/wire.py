"""HTTP by hand: bytes no client library would send, and what came back."""

import socket
import sqlite3

from tests.support.gateway import PATIENCE_S


def call(method, target, body=b"", *fields, length=None):
    """The bytes of one request; fields are whole header lines."""
    body = body.encode() if isinstance(body, str) else body
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost", *fields]
    chunked = any(field.lower().startswith("transfer-encoding") for field in fields)
    if not chunked and (body or method == "POST"):
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def read_reply(stream):
    """(status, headers in lower case, body) of the next reply, or None at the end."""
    first = stream.readline()
    if not first:
        return None
    headers = {}
    while (line := stream.readline().strip()) != b"":
        name, _, value = line.decode().partition(":")
        headers[name.lower()] = value.strip()
    return int(first.split()[1]), headers, stream.read(int(headers.get("content-length") or 0)).decode()


def exchange(gateway, sent):
    """All replies to these bytes until the gateway closes; the last call asks it to."""
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=PATIENCE_S) as connection:
        try:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
        except ConnectionError:
            pass  # refused before all was sent: the reply is what counts
        stream = connection.makefile("rb")
        replies = []
        while (reply := read_reply(stream)) is not None:
            replies.append(reply)
        return replies


def rows(gateway, statement, *values):
    """What is on the gateway's disk, read beside it."""
    with sqlite3.connect(f"file:{gateway.folder}/var/yimen.db?mode=ro", uri=True) as database:
        return database.execute(statement, values).fetchall()


def count(gateway, table):
    return rows(gateway, f"SELECT count(*) FROM {table}")[0][0]


def unread(port):
    """Of each connection to whoever listens there: how many bytes the kernel still keeps for him."""
    with open("/proc/net/tcp", encoding="ascii") as table:
        lines = [line.split() for line in table.readlines()[1:]]
    connected = [(here, queues) for _, here, _, state, queues, *_ in lines if state == "01"]
    return [int(queues.split(":")[1], 16) for here, queues in connected if here.endswith(f":{port:04X}")]

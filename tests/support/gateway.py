"""A real gateway of its own for a test: temporary folder, free ports, the real binary.

Independent of the product's code on purpose: what it checks must not be what it uses.
"""

import fcntl
import http.client
import http.server
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse
import weakref

ROOT = pathlib.Path(__file__).resolve().parents[2]
SMS_SECRET = "sms-hook-secret-0001"
WECHAT_TOKEN = "wechat-token"
WECHAT_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
WECHAT_APP = "wx0123456789abcdef"
WECHAT_ACCOUNT = "gh_0123456789ab"
PASSWORD = "Correct-horse-2026"

# How long anything here may take before the test calls it broken; nothing passes sooner for it.
PATIENCE_S = 120

PORTS = range(12_000, 32_000)


def free_port():
    """One that nobody has, given to no other test meanwhile and, being below the kernel's own range, to no outgoing connection."""
    with open(pathlib.Path(tempfile.gettempdir()) / f"yimen-test-ports-{os.getuid()}", "a+") as ledger:
        fcntl.flock(ledger, fcntl.LOCK_EX)
        ledger.seek(0)
        last = int(ledger.read() or PORTS[0])
        for number in range(len(PORTS)):
            port = PORTS[(last - PORTS[0] + 1 + number) % len(PORTS)]
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError:
                    continue
            ledger.truncate(0)
            ledger.write(str(port))
            return port
    raise AssertionError("no port is free")


def until(condition, what, patience=PATIENCE_S):
    """Waits for a condition; a test never sleeps and hopes. `what` may be a function: how things stand in the end.

    What takes long is looked for less often: looking takes the processor from whoever is waited for.
    """
    started = time.monotonic()
    while (waited := time.monotonic() - started) < patience:
        found = condition()
        if found:
            return found
        time.sleep(min(max(waited / 20, 0.005), 0.1))
    raise AssertionError(f"waited {patience} s in vain for {what() if callable(what) else what}")


class Gateway:
    """`with Gateway(provider) as gateway:`; `provider` takes what it sends.

    It must end well: with 0 when it is told to, and without a word of a sanitizer, unless the test killed it.
    """

    def __init__(self, provider=None, binary=None, wechat_mode="safe", sms_more="", wechat_more="", more=""):
        self.binary = binary or os.environ["YIMEN_BIN"]
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="yimen-test-"))
        self.port, self.admin_port = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.config = self.folder / "yimen.yaml"
        self.process = None
        self.was_killed = False
        self.pages = weakref.WeakSet()  # a gateway that stops waits for those that are open
        api = f"http://127.0.0.1:{provider.port if provider else 9}"
        self.config.write_text(
            f"""listen: 127.0.0.1:{self.port}
admin_listen: 127.0.0.1:{self.admin_port}
public_url: {self.base}
data_dir: {self.folder}/var
{more}
channels:
  - {{name: web, type: web_chat}}
  - {{name: wechat, type: wechat, mode: {wechat_mode}, original_id: {WECHAT_ACCOUNT}, app_id: {WECHAT_APP}, app_secret: s3cret, token: {WECHAT_TOKEN}, encoding_aes_key: {WECHAT_KEY}, api_base: {api}{", " + wechat_more if wechat_more else ""}}}
  - {{name: sms, type: kannel, hook_secret: {SMS_SECRET}, send_url: {api}/cgi-bin/sendsms, username: yimen, password: pass, from: "10690000", signature: 【滦南民政】{", " + sms_more if sms_more else ""}}}
""",
            encoding="utf-8",
        )

    def __enter__(self):
        try:
            self.start()
        except BaseException as error:
            self.__exit__(type(error))
            raise
        return self

    def __exit__(self, failure=None, *_):
        try:
            if self.process and not failure:
                self.end()
        finally:
            self.kill()
            shutil.rmtree(self.folder, ignore_errors=True)

    def end(self):
        for page in list(self.pages):
            page.close()
        if not self.was_killed and self.process.poll() is None:
            self.stop()
        said = self.said()
        if not self.was_killed and self.process.returncode != 0:
            raise AssertionError(f"the gateway ended with {self.process.returncode}:\n{said[-20_000:]}")
        for report in ("Sanitizer", "runtime error:"):
            if report in said:
                raise AssertionError(f"a sanitizer spoke:\n{said[max(said.index(report) - 200, 0) :][:20_000]}")

    def start(self):
        self.spawn()
        until(self.is_ready, "readiness")

    def spawn(self):
        self.was_killed = False
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--config", str(self.config)], cwd=ROOT, stdout=log, stderr=log
            )

    def is_ready(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the gateway ended with {self.process.returncode}:\n{self.said()}")
        try:
            return self.admin("/readyz")[0] == 200
        except OSError:
            return False

    def said(self):
        log = self.folder / "log"
        return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""

    def kill(self):
        if self.process and self.process.poll() is None:
            self.was_killed = True
            self.process.kill()
        if self.process:
            self.process.wait()

    def stop(self):
        """SIGTERM; gives the exit code."""
        self.process.terminate()
        return self.process.wait(timeout=PATIENCE_S)

    def run(self, *words, text=""):
        """Another command of the program on the same configuration."""
        return subprocess.run(
            [self.binary, *words, "--config", str(self.config)],
            cwd=ROOT,
            input=text,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )

    def add_clerk(self, name, role="town", area="130224100", display_name=""):
        made = self.run(
            "user", "add", name, "--role", role, "--area", area, "--display-name", display_name or name,
            "--password-stdin", text=PASSWORD + "\n",
        )  # fmt: skip
        assert made.returncode == 0, made.stderr

    def request(self, method, target, body=None, headers=None, port=None):
        """(status, headers, text of the body)"""
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, target, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    def admin(self, target):
        return self.request("GET", target, port=self.admin_port)

    def sms(self, text, sender="+8613800000001", id="1", **more):
        query = {"from": sender, "to": "10690000", "text": text, "coding": "2", "charset": "UTF-8", "id": id, "time": "1795320000"}
        return self.request("GET", f"/hooks/sms/{SMS_SECRET}?" + urllib.parse.urlencode({**query, **more}))


class Provider:
    """A provider's HTTP API that writes down every call; `answer(path, query, body)` gives (status, body)."""

    def __init__(self, answer=None, port=0):
        self.calls = []
        self.answer = answer or (lambda path, query, body: (202, "0: Accepted for delivery"))
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def take(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length).decode()
                url = urllib.parse.urlsplit(self.path)
                query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
                outer.calls.append((url.path, query, body))
                status, text = outer.answer(url.path, query, body)
                data = text.encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = take

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128  # as many callers may knock at once

            def handle_error(self, *_):
                pass  # a caller that was killed does not read its answer

        self.server = Server(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def texts(self, to=None):
        """What was sent by SMS, in order, to one person or to all."""
        sent = []
        for path, query, body in list(self.calls):
            form = {**query, **dict(urllib.parse.parse_qsl(body, keep_blank_values=True))}
            if path == "/cgi-bin/sendsms" and (to is None or to.lstrip("+") in form.get("to", "").lstrip("+")):
                sent.append(form.get("text", ""))
        return sent


class Clerk:
    """A clerk's browser as far as the API is concerned."""

    def __init__(self, gateway, name, password=PASSWORD):
        self.gateway = gateway
        status, headers, body = gateway.request(
            "POST", "/api/v1/auth/login", json.dumps({"name": name, "password": password}), {"Content-Type": "application/json"}
        )
        assert status == 200, body
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.csrf = json.loads(body)["csrf"]

    def call(self, method, path, body=None, **headers):
        """(status, JSON)"""
        sent = {"Cookie": self.cookie, "X-CSRF-Token": self.csrf, **headers}
        if body is not None:
            sent["Content-Type"] = "application/json"
            body = json.dumps(body)
        status, _, text = self.gateway.request(method, "/api/v1" + path, body, sent)
        return status, json.loads(text) if text else None

    def media(self, path, seq):
        """(status, headers, bytes) of what came with a message of a conversation."""
        connection = http.client.HTTPConnection("127.0.0.1", self.gateway.port, timeout=PATIENCE_S)
        try:
            connection.request("GET", f"/api/v1{path}/messages/{seq}/media", headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def inbox(self, view="all"):
        status, body = self.call("GET", f"/inbox?view={view}")
        assert status == 200, body
        return body["items"]

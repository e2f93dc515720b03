"""Debian's Kannel between an SMS centre and a gateway, on loopback and in a folder of its own.

Its configuration is what `yimen check` prints for the console, with what only a site knows added.
"""

import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import textwrap

from tests.support.gateway import SMS_SECRET, free_port, until
from tests.support.wire import unread

# Sooner than a site would, so that no test waits for it.
RETRY_AFTER_S = 1
LONGEST_HEARTBEAT = 60  # bytes, between its boxes; a text of 30 letters is more
FOREIGN = "+852"  # numbers that no connection takes


class Kannel:
    """`port` is where its smsbox listens, so that a Gateway takes it for its provider."""

    def __init__(self, centre):
        self.centre = centre
        self.port, self.admin_port, self.box_port = free_port(), free_port(), free_port()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="yimen-kannel-"))
        self.config = self.folder / "kannel.conf"
        self.bearerbox = self.smsbox = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for box in (self.smsbox, self.bearerbox):
            if box and box.poll() is None:
                box.kill()
                box.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, gateway):
        self.gateway = gateway
        self.configure(told_by_check(gateway))
        self.bearerbox = self.spawn("bearerbox")
        until(lambda: re.search(r"centre\[centre\].*\(online", self.status()), "the line to the SMS centre")
        self.start_smsbox()

    def configure(self, groups):
        own = {
            "core": f"""
                admin-port = {self.admin_port}
                admin-interface = 127.0.0.1
                admin-password = admin
                smsbox-port = {self.box_port}
                smsbox-interface = 127.0.0.1
                store-type = file
                store-location = {self.folder}/store
                """,
            "smsc": f"""
                smsc = smpp
                smsc-id = centre
                host = 127.0.0.1
                port = {self.centre.port}
                transceiver-mode = true
                smsc-username = yimen
                smsc-password = pass
                system-type = VMA
                reconnect-delay = 1
                denied-prefix = "{FOREIGN}"
                """,
            "smsbox": f"""
                bearerbox-host = 127.0.0.1
                sendsms-port = {self.port}
                sendsms-interface = 127.0.0.1
                """,
        }
        names = list(own) + [name for name in groups if name not in own]
        text = [f"group = {name}\n{textwrap.dedent(own.get(name, '')).lstrip()}{groups.get(name, '')}" for name in names]
        self.config.write_text("\n".join(text), encoding="utf-8")  # an empty line ends a group

    def spawn(self, box):
        with open(self.folder / f"{box}.log", "ab") as log:
            return subprocess.Popen([f"/usr/sbin/{box}", "-v", "1", str(self.config)], cwd=self.folder, stdout=log, stderr=log)

    def said(self, box):
        return (self.folder / f"{box}.log").read_text(encoding="utf-8", errors="replace")

    def status(self):
        try:
            return self.gateway.request("GET", "/status.txt?password=admin", port=self.admin_port)[2]
        except OSError:
            return ""

    def start_smsbox(self):
        self.smsbox = self.spawn("smsbox")
        until(lambda: "smsbox:" in self.status() and self.is_listening(), "the smsbox")

    def is_listening(self):
        try:
            return self.gateway.request("GET", "/cgi-bin/sendsms", port=self.port)[0] == 403
        except OSError:
            return False

    def is_called(self):
        """Whether a request lies at the smsbox's door, read or not: what a stopped one has been asked, the kernel keeps."""
        return any(unread(self.port))

    def is_passed_on(self):
        """Whether a message lies at a stopped bearerbox's door. Its smsbox says so in its log before it does it."""
        return any(waiting > LONGEST_HEARTBEAT for waiting in unread(self.box_port))

    def stop_smsbox(self, how=signal.SIGTERM):
        self.smsbox.send_signal(how)
        self.smsbox.wait()
        until(lambda: "smsbox:" not in self.status(), "the bearerbox to miss its smsbox")


def told_by_check(gateway):
    """The groups of kannel.conf that `yimen check` prints for the channel `sms`, filled in."""
    told = told_lines(gateway).replace("{hook_secret}", SMS_SECRET).replace("{password}", "pass")
    told = re.sub(r"(?<=http-queue-delay = )\d+", str(RETRY_AFTER_S), told)
    groups = [group.strip().partition("\n") for group in told.split("group = ")[1:]]
    return {name: settings + "\n" for name, _, settings in groups}


def told_lines(gateway):
    printed = gateway.run("check").stdout
    return textwrap.dedent(re.search(r"^sms:\n  kannel.conf\n((?:(?:  .*)?\n)+)", printed, re.M)[1])

"""`yimen simulate CHANNEL` beside a gateway."""

import re
import subprocess
import threading

from tests.support.gateway import ROOT, Gateway, free_port, until
from tests.support.wire import unread


class Simulated:
    """The provider of one channel; what it prints is in `lines`."""

    def __init__(self, gateway, channel):
        self.process = subprocess.Popen(
            [gateway.binary, "simulate", channel, "--config", str(gateway.config)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.lines = []
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def type(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def saw(self, words, times=1, after=0):
        return until(lambda: len([x for x in self.lines[after:] if words in x]) >= times, f"{words} in {self.lines[after:]}")

    def ask(self, line, words):
        """Types a line and waits for what the provider prints to it."""
        before = len(self.lines)
        self.type(line)
        self.saw(words, after=before)
        return next(x for x in self.lines[before:] if words in x)

    def is_called(self):
        """Whether somebody is connected to it: with /trouble silent, for as long as he has the patience."""
        return unread(int(re.search(r"模拟服务商在 127\.0\.0\.1:(\d+)", self.lines[0])[1])) != []

    def shown(self, person):
        """What a person was shown, in order; a text of several lines is one."""
        texts = []
        for line in list(self.lines):
            found = re.match(r"(\S+) 收到\S+?：(.*)", line)
            if found:
                texts.append((found[1], found[2]))
            elif texts and not re.match(r"第\d次|回执：|重投：|伪造|现在|接下来|服务商|居民看到|还没有", line):
                texts[-1] = (texts[-1][0], texts[-1][1] + "\n" + line)
        return [text for who, text in texts if who.endswith(person)]

    def end(self):
        self.process.stdin.close()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code


class Everything(Gateway):
    """A gateway with a channel of every type, as deploy/config/simulated.yaml has them, on ports of its own."""

    def __init__(self, quiet_hours, binary=None):
        super().__init__(binary=binary)
        text = (ROOT / "deploy/config/simulated.yaml").read_text(encoding="utf-8")
        text = text.replace("127.0.0.1:8080", f"127.0.0.1:{self.port}").replace("127.0.0.1:8081", f"127.0.0.1:{self.admin_port}")
        text = text.replace("data_dir: var/simulated", f"data_dir: {self.folder}/var\nquiet_hours: {quiet_hours}")
        for port in sorted(set(re.findall(r"127\.0\.0\.1:(9\d{3})\b", text))):
            text = text.replace(f"127.0.0.1:{port}", f"127.0.0.1:{free_port()}")
        self.config.write_text(text, encoding="utf-8")

    def change_quiet_hours(self, quiet_hours):
        text = self.config.read_text(encoding="utf-8")
        self.config.write_text(re.sub("quiet_hours: .*", f"quiet_hours: {quiet_hours}", text), encoding="utf-8")

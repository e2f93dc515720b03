"""`deploy/run` as a newcomer starts it, in a copy of this folder on ports of its own: from what is built already."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import unittest
import weakref

from tests.support.gateway import PATIENCE_S, ROOT, Clerk, Gateway, free_port, until
from tests.support.page import Page

NEEDLESS = shutil.ignore_patterns(".git", ".build", "node_modules", "dist", "var", "tests", "phrasings", "__pycache__")


class Deployed(Gateway):
    """What `deploy/run` runs; `lines` is what it has said."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="yimen-deploy-")) / "yimen"
        self.pages, self.process, self.was_killed = weakref.WeakSet(), None, False
        shutil.copytree(ROOT, self.folder, ignore=NEEDLESS, symlinks=True)
        (self.folder / ".build").mkdir()
        (self.folder / ".build/release").symlink_to(pathlib.Path(ROOT) / ".build/release")
        shutil.copy(pathlib.Path(ROOT) / ".build/web.pages", self.folder / ".build/web.pages")
        for built in ("node_modules", "dist"):
            (self.folder / "gateway/web" / built).symlink_to(pathlib.Path(ROOT) / "gateway/web" / built)
        self.port, self.admin_port = free_port(), free_port()
        ports = {"8080": self.port, "8081": self.admin_port, "13013": free_port(), "8090": free_port()}
        for name in ("deploy/config/yimen.yaml", "deploy/demo/sms", "deploy/demo/wechat", "deploy/demo/telephone.mjs"):
            file = self.folder / name
            text = file.read_text(encoding="utf-8")
            file.write_text(re.sub(r"\b(8080|8081|13013|8090)\b", lambda m: str(ports[m[0]]), text), encoding="utf-8")

    def start(self):
        self.lines = []
        self.process = subprocess.Popen(
            ["deploy/run"], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        threading.Thread(target=self.hear, args=(self.process.stdout, self.lines), daemon=True).start()
        until(lambda: "Ctrl-C" in self.said() or self.process.poll() is not None, self.said)
        assert self.process.poll() is None, self.said()

    @staticmethod
    def hear(output, lines):
        with output:
            lines.extend(output)

    def said(self):
        return "".join(list(self.lines))

    def interrupt(self):
        """Ctrl-C; gives the exit code."""
        for page in list(self.pages):
            page.close()
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=PATIENCE_S)

    def demo(self, name, *words):
        asked = subprocess.run([self.folder / "deploy/demo" / name, *words], capture_output=True, text=True, timeout=PATIENCE_S)
        assert asked.returncode == 0, asked.stderr
        return asked.stdout

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        shutil.rmtree(self.folder.parent, ignore_errors=True)


class Run(unittest.TestCase):
    def test_a_newcomer_gets_a_county_that_answers_and_the_next_start_keeps_it(self):
        with Deployed() as county:
            said = county.said()
            passwords = dict(re.findall(r"^    (\w+) +\S+  (\S+)$", said, re.MULTILINE))
            self.assertLessEqual({"admin", "yanshi_zhen"}, set(passwords))
            self.assertIn("高龄津贴", county.demo("sms", "13800000001", "８０岁老人有补贴吗"))
            self.assertIn("户口本", county.demo("wechat", "低保需要啥材料"))
            page = Page(county)
            receipt, last4, stage = re.search(r"(\d{12}) 尾号 (\S{4}) \((\w+)\)", said).groups()
            self.assertEqual(stage, "county_review")
            page.ask("查进度")
            page.ask(receipt)
            self.assertIn("县里确认中", page.ask(last4))
            for words in ("人工", "我家房子漏雨", "倴城镇"):
                page.ask(words)
            clerk = Clerk(county, "yanshi_zhen", passwords["yanshi_zhen"])
            (waiting,) = until(lambda: clerk.inbox("unclaimed"), "the case")
            sent = clerk.call("POST", f"/conversations/{waiting['id']}/messages", {"text": "明天去看"})
            self.assertEqual(sent[0], 201)
            page.wait(lambda f: f["type"] == "msg" and f["text"] == "明天去看")
            self.assertEqual(county.admin("/readyz")[0], 200)
            self.assertEqual(county.interrupt(), 130)
            county.start()
            self.assertNotIn("Accounts", county.said())
            self.assertEqual(Clerk(county, "admin", passwords["admin"]).call("GET", "/me")[0], 200)
            mine = Clerk(county, "yanshi_zhen", passwords["yanshi_zhen"]).inbox("mine")
            self.assertEqual([item["id"] for item in mine], [waiting["id"]])
            self.assertEqual(county.interrupt(), 130)

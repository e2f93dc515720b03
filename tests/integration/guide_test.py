"""What hangs on the wall, from the real program, as an old browser reads it."""

import re
import unittest
from html.parser import HTMLParser

from tests.support.gateway import Clerk, Gateway
from tests.support.page import Page

DOCUMENTS = ("items", "rules", "materials", "process", "steps", "promise")
VILLAGE = "130224100901"


class Reader(HTMLParser):
    """Links of a page, and whether its elements close in the order they open."""

    EMPTY = {"meta", "link", "br", "path"}

    def __init__(self, text):
        super().__init__()
        self.links, self.open, self.faults = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.links.append(dict(attributes)["href"])
        if tag in ("script", "style") or any(name.startswith("on") or name == "style" for name, _ in attributes):
            self.faults.append(f"<{tag}> would not pass the policy")
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


class GuideTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway()
        cls.gateway.start()

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()

    def get(self, path, **headers):
        return self.gateway.request("GET", path, headers={key.replace("_", "-"): value for key, value in headers.items()})

    def page(self, path):
        status, headers, text = self.get(path)
        self.assertEqual(status, 200, path)
        self.assertEqual(headers["Content-Type"], "text/html; charset=utf-8")
        reader = Reader(text)
        self.assertEqual((reader.faults, reader.open), ([], []), path)
        return text, reader

    def services(self):
        _, reader = self.page("/guide/")
        return [link for link in reader.links if re.fullmatch(r"/guide/\w+/", link)]

    def test_every_link_from_the_index_leads_somewhere(self):
        services = self.services()
        self.assertGreaterEqual(len(services), 15)
        for service in services:
            _, reader = self.page(service)
            documents = [link for link in reader.links if link.startswith(service)]
            self.assertEqual(documents, [service + name for name in DOCUMENTS])
            for document in documents:
                text, _ = self.page(document)
                self.assertIn("依据：", text)
                self.assertRegex(text, r"\d{4}-\d\d-\d\d前复核")

    def test_a_page_is_asked_for_again_and_not_sent_again(self):
        _, headers, text = self.get("/guide/dibao/materials")
        self.assertIn("max-age", headers["Cache-Control"])
        etag = headers["ETag"]
        status, headers, again = self.get("/guide/dibao/materials", If_None_Match=f"W/{etag}")
        self.assertEqual((status, again, headers["ETag"]), (304, "", etag))
        self.assertEqual(self.get("/guide/dibao/materials", If_None_Match='"0"')[2], text)
        status, _, body = self.gateway.request("HEAD", "/guide/")
        self.assertEqual((status, body), (200, ""))

    def test_what_is_not_there_is_said_in_chinese(self):
        for path in ("/guide/nothing", "/guide/dibao/nothing", "/guide/%E4%BD%8E%E4%BF%9D", "/guide/dibao/poster/x"):
            status, _, text = self.get(path)
            self.assertEqual(status, 404, path)
            self.assertIn("没有这一页", text)
        for path in ("/guide/poster?scene=999999999", "/guide/dibao/poster?paper=a5", "/guide/poster?scene=%3Cscript%3E"):
            status, _, text = self.get(path)
            self.assertEqual(status, 400, path)
            self.assertNotIn("<script>", text)
        self.assertEqual(self.get("/guide/poster?scene=%zz")[0], 400)
        for path in ("/guide", "/guide/dibao"):
            status, headers, _ = self.get(path)
            self.assertEqual((status, headers["Location"]), (308, path + "/"))

    def test_posters_of_every_service_are_served_for_a_village(self):
        for service in self.services():
            text, _ = self.page(f"{service}poster?scene={VILLAGE}&paper=a3")
            self.assertIn("示例一村民政服务站", text)
            self.assertIn("<svg", text)
        self.page(f"/guide/poster?scene={VILLAGE}")

    def test_who_comes_from_a_villages_poster_is_known_to_be_there(self):
        for name, area in (("village", VILLAGE), ("sibling", "130224100902")):
            self.gateway.add_clerk(name, role="village", area=area)
        page = Page(self.gateway, scene=VILLAGE)
        for words in ("人工", "我家房子漏雨", "不知道"):
            page.ask(words)
        (item,) = Clerk(self.gateway, "village").inbox()
        self.assertEqual(item["area"]["code"], VILLAGE)
        self.assertEqual(Clerk(self.gateway, "sibling").inbox(), [])


if __name__ == "__main__":
    unittest.main()

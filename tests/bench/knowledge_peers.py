#!/usr/bin/env python3
"""Which article is meant? Ours and two peers, on the same phrasings, in one run.

    ninja -C BUILD knowledge_peers
    (cd FOLDER && npm install node-nlp)       # once, anywhere outside the repository
    tests/bench/knowledge_peers.py BUILD --node-modules FOLDER/node_modules

All learn from the phrasings that are not set aside and are asked those that are. SQLite's FTS5
holds a row a phrasing; a question is its tokens joined by OR, and a topic's score is the sum of
the BM25 scores of its ten best rows. It declines where the phrasings of no topic come first.
"""
import argparse
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict

NOWHERE = "-"


def read(build):
    lines = subprocess.run(
        [os.path.join(build, "tests/bench/knowledge_peers"), "knowledge/articles", "knowledge/phrasings"],
        check=True, capture_output=True, text=True).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    return [r for r in rows if "ranked" not in r], [r for r in rows if "ranked" in r]


def words_of_lexicon():
    words = set()
    with open("knowledge/training/lexicon.txt", encoding="utf-8") as lexicon:
        for line in lexicon:
            if not line.startswith("#"):
                words.update(line.split()[1:])
    return words


def segment(text, words):
    """Longest match forward; a character that begins no word stands alone."""
    longest = max(map(len, words))
    tokens, at = [], 0
    text = re.sub(r"[^\w]", " ", text)
    while at < len(text):
        size = next((n for n in range(min(longest, len(text) - at), 1, -1) if text[at:at + n] in words), 1)
        if text[at] != " ":
            tokens.append(text[at:at + size])
        at += size
    return tokens


class FullText:
    def __init__(self, tokenizer, tokens, learnt):
        self.tokens = tokens
        self.db = sqlite3.connect(":memory:")
        self.db.execute(f"create virtual table rows using fts5(topic unindexed, text, tokenize='{tokenizer}')")
        self.db.executemany("insert into rows values (?, ?)",
                            [(r["topic"], " ".join(tokens(r["text"])) if tokenizer != "trigram" else r["text"])
                             for r in learnt])

    def topics(self, text):
        tokens = self.tokens(text)
        if not tokens:
            return []
        query = " OR ".join('"' + token.replace('"', "") + '"' for token in tokens)
        best = defaultdict(list)
        for topic, score in self.db.execute(
                "select topic, bm25(rows) from rows where rows match ? order by bm25(rows) limit 200", (query,)):
            best[topic].append(-score)
        return sorted(best, key=lambda topic: -sum(best[topic][:10]))


def trigrams(text):
    text = re.sub(r"[^\w]", "", text)
    return [text[i:i + 3] for i in range(len(text) - 2)]


def row(name, asked, ranked, declined, took):
    answerable = [i for i, r in enumerate(asked) if r["topic"] != NOWHERE]
    nowhere = [i for i, r in enumerate(asked) if r["topic"] == NOWHERE]
    clean = [[topic for topic in topics if topic != NOWHERE] for topics in ranked]
    share = lambda hits, of: 100 * sum(hits) / max(1, len(of))
    print(f"{name:28}"
          f"{share((clean[i][:1] == [asked[i]['topic']] for i in answerable), answerable):8.1f}"
          f"{share((asked[i]['topic'] in clean[i][:3] for i in answerable), answerable):8.1f}"
          f"{share((declined[i] for i in nowhere), nowhere):10.1f}"
          f"{share((declined[i] for i in answerable), answerable):10.1f}"
          f"{sorted(took)[int(len(took) * .99)] if took else float('nan'):10.0f}")


def full_text_row(name, index, asked):
    ranked, took = [], []
    for question in asked:
        start = time.perf_counter()
        ranked.append(index.topics(question["text"]))
        took.append((time.perf_counter() - start) * 1e6)
    row(name, asked, ranked, [not topics or topics[0] == NOWHERE for topics in ranked], took)


def nlp_js_row(modules, learnt, asked):
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "knowledge_peers.js")
    task = {"train": [[r["topic"], r["text"]] for r in learnt], "ask": [r["text"] for r in asked]}
    done = subprocess.run(["node", script], input=json.dumps(task), text=True, capture_output=True,
                          env={**os.environ, "NODE_PATH": os.path.abspath(modules)})
    if done.returncode:
        sys.exit(done.stderr)
    ranked = [["-" if topic == "None" else topic for topic in json.loads(line)]
              for line in done.stdout.splitlines() if line.startswith("[")]
    row("nlp.js", asked, ranked, [not topics or topics[0] == NOWHERE for topics in ranked], [])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--node-modules")
    options = parser.parse_args()
    learnt, asked = read(options.build)
    words = words_of_lexicon()
    print(f"{len(learnt)} phrasings to learn from, {len(asked)} asked; percent, and p99 of one question in µs")
    print(f"{'':28}{'first':>8}{'three':>8}{'declined':>10}{'wrongly':>10}{'p99':>10}")
    row("ours", asked, [r["ranked"] for r in asked], [r["declined"] for r in asked],
        [r["microseconds"] for r in asked])
    full_text_row("SQLite FTS5, trigrams", FullText("trigram", trigrams, learnt), asked)
    full_text_row("SQLite FTS5, words", FullText("unicode61", lambda t: segment(t, words), learnt), asked)
    if options.node_modules:
        nlp_js_row(options.node_modules, learnt, asked)


if __name__ == "__main__":
    main()

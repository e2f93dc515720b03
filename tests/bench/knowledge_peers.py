#!/usr/bin/env python3
"""Which article is meant? Ours and two peers, on the same phrasings, in one run.

    ninja -C BUILD knowledge_peers knowledge_train
    (cd FOLDER && npm install node-nlp)       # once, anywhere outside the repository
    tests/bench/knowledge_peers.py BUILD --node-modules FOLDER/node_modules

Nobody learns from the phrasings that are set aside, and every row is asked the same of them, spread evenly: SQLite's FTS5
needs up to a tenth of a second a question when it holds them all. nlp.js trains each topic's perceptron on every phrasing
until its error stands still, which takes minutes for 50 phrasings a topic and grows faster than they do: it learns from a
sample, and beside it all others once more from that sample alone.

FTS5 holds a row a phrasing; a question is its tokens joined by OR, and a topic's score is the sum of the BM25 scores of its
ten best rows. It declines where the phrasings of no topic come first.
"""
import argparse
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict

NOWHERE = "-"


def peer(build, phrasings, *model):
    """The phrasings to learn from, and those set aside with what the library makes of them."""
    program = os.path.join(build, "tests/bench/knowledge_peers")
    lines = subprocess.run([program, "knowledge/articles", phrasings, *model],
                           check=True, capture_output=True, text=True).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    return [r for r in rows if "ranked" not in r], [r for r in rows if "ranked" in r]


def spread(rows, most):
    """At most so many of them, evenly from the first to the last."""
    return rows if len(rows) <= most else [rows[i * len(rows) // most] for i in range(most)]


def sampled(learnt, each):
    """So many of each topic; of what belongs nowhere in proportion, or it would be taken for one topic among sixty."""
    by_topic = defaultdict(list)
    for row in learnt:
        by_topic[row["topic"]].append(row)
    share = each * (len(by_topic) - 1) / (len(learnt) - len(by_topic[NOWHERE]))
    wanted = {topic: round(len(rows) * share) if topic == NOWHERE else each for topic, rows in by_topic.items()}
    return [row for topic, rows in sorted(by_topic.items()) for row in spread(rows, wanted[topic])]


def trained_on(build, learnt, asked):
    """What the library makes of them with a classifier that learnt from nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        by_topic = defaultdict(list)
        for row in learnt + asked:
            by_topic["none" if row["topic"] == NOWHERE else row["topic"]].append(row["text"])
        for topic, texts in by_topic.items():
            with open(os.path.join(folder, topic + ".txt"), "w", encoding="utf-8") as file:
                file.write("\n".join(texts) + "\n")
        model = os.path.join(folder, "sample.model")
        trainer = os.path.join(build, "knowledge/training/knowledge_train")
        subprocess.run([trainer, folder, "knowledge/training/lexicon.txt", model], check=True, capture_output=True)
        _, again = peer(build, folder, model)
    by_text = {(row["topic"], row["text"]): row for row in again}
    return [by_text[row["topic"], row["text"]] for row in asked]


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
          f"{sorted(took)[int(len(took) * .99)] if took else float('nan'):10.0f}", flush=True)


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
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    ranked = [[NOWHERE if topic == "None" else topic for topic in answer["topics"]] for answer in answers]
    row("nlp.js", asked, ranked, [not topics or topics[0] == NOWHERE for topics in ranked],
        [answer["microseconds"] for answer in answers])


def ours_row(asked):
    row("ours", asked, [r["ranked"] for r in asked], [r["declined"] for r in asked], [r["microseconds"] for r in asked])


def full_text_rows(learnt, asked, words):
    full_text_row("SQLite FTS5, trigrams", FullText("trigram", trigrams, learnt), asked)
    full_text_row("SQLite FTS5, words", FullText("unicode61", lambda t: segment(t, words), learnt), asked)


def heading(learnt, asked):
    print(f"\n{len(learnt)} phrasings to learn from, {len(asked)} asked; percent, and p99 of one question in µs")
    print(f"{'':28}{'first':>8}{'three':>8}{'declined':>10}{'wrongly':>10}{'p99':>10}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--node-modules")
    parser.add_argument("--ask", type=int, default=2000, help="so many questions")
    parser.add_argument("--sample", type=int, default=50, help="so many phrasings a topic where nlp.js learns too")
    options = parser.parse_args()
    learnt, asked = peer(options.build, "knowledge/phrasings")
    asked = spread(asked, options.ask)
    words = words_of_lexicon()
    heading(learnt, asked)
    ours_row(asked)
    full_text_rows(learnt, asked, words)
    few = sampled(learnt, options.sample)
    heading(few, asked)
    ours_row(trained_on(options.build, few, asked))
    full_text_rows(few, asked, words)
    if options.node_modules:
        nlp_js_row(options.node_modules, few, asked)


if __name__ == "__main__":
    main()

"""Statements with co_await that g++ 12 frees twice.

Temporaries in a statement that suspends live in the coroutine's frame, and g++ 12 destroys some of them
both at the end of the statement and with the frame: aggregates built in braces, the branches of ?:, and
what a lambda owns. So the value is built on the line above, and the statement only awaits.
"""

import re

from check import Rule

# What stands before a brace that opens a block. Before any other it opens an initialiser, or a lambda.
BLOCK_OPENS = re.compile(r"(\)|\b(else|try|do|const|noexcept|override)|[;{}:]|->\s*[\w:<>,\s*&]+)\s*$")
LAMBDA_OPENS = re.compile(r"\[(?P<capture>[^\[\]]*)\]\s*(\([^()]*\)\s*)?(mutable\s*)?(->[^{};]*)?$")
LOOKS_BACK = 200  # characters; enough for the longest lambda head of a line or two


def is_lambda(code, brace):
    return LAMBDA_OPENS.search(code[max(0, brace - LOOKS_BACK) : brace])


def is_block(code, brace):
    before = code[max(0, brace - LOOKS_BACK) : brace]
    return not before.strip() or (BLOCK_OPENS.search(before) and not is_lambda(code, brace))


def partner(code, closing):
    """The opening brace of the closing one."""
    depth, place = 0, closing
    while place >= 0:
        depth += {"}": 1, "{": -1}.get(code[place], 0)
        if depth == 0:
            return place
        place -= 1
    return 0


def start_of(code, place):
    while place > 0:
        letter = code[place - 1]
        if letter == ";":
            break
        if letter == "{" and (is_block(code, place - 1) or is_lambda(code, place - 1)):
            break
        if letter == "}":
            opening = partner(code, place - 1)
            if is_block(code, opening):
                break
            place = opening
        place -= 1
    return place


def end_of(code, place):
    depth = 0
    while place < len(code):
        letter = code[place]
        if letter == ";" and depth <= 0:
            break
        if letter == "{" and depth <= 0 and is_block(code, place):
            break  # an if or a loop whose condition awaits
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(letter, 0)
        place += 1
    return place


def fault_of(statement):
    braces = [place for place, letter in enumerate(statement) if letter == "{"]
    lambdas = [found for found in (is_lambda(statement, place) for place in braces) if found]
    if any(found["capture"].strip() not in ("", "&") for found in lambdas):
        return "a lambda that captures"
    if re.search(r"\?[^?;]*[^:]:(?!:)", statement):
        return "a ?:"
    return "braces" if len(braces) > len(lambdas) else None


def coroutines(tree):
    said, seen = [], set()
    for source in tree.cpp:
        for found in re.finditer(r"\bco_await\b", source.code):
            start = start_of(source.code, found.start())
            fault = fault_of(source.code[start : end_of(source.code, found.start())])
            if fault and (source.path, start) not in seen:
                seen.add((source.path, start))
                said.append(source.at(found.start(), f"{fault} in a statement with co_await: build it on the line above"))
    return said


def _sample(statement):
    return {"gateway/a.cpp": "asio::awaitable<void> f() {\n    int x = 0;\n    " + statement + "\n}\n"}


RULES = [
    Rule(
        "coroutines",
        "a statement with co_await holds no braces, no ?: and no lambda that captures",
        coroutines,
        bad=[
            _sample("co_await g({a, b});"),
            _sample("co_await g(Reply{200, text});"),
            _sample("auto r = c ? co_await g() : x;"),
            _sample("co_await g(c ? T(1) : T(2));"),
            _sample("Pair p{a, co_await g()};"),
            _sample("co_await g([x] { return x; });"),
            _sample("co_await store.commit([value = std::move(value)](auto& c) { return keep(c, value); });"),
            _sample("if (auto r = co_await g({a}); !r) co_return;"),
            _sample("if (x) { co_await g({a}); }"),
            _sample("co_await\n        g(\n            {a});"),
            _sample("co_return co_await g(Reply{});"),
            _sample("auto r = g(A{x}, co_await h());"),
        ],
        good=[
            _sample("auto r = co_await g(std::move(a));"),
            _sample("if (co_await g(a)) { return h({b}); }"),
            _sample("for (int i = 0; i < 3; ++i) {\n co_await g(i);\n }"),
            _sample('co_await g("a ? b : {c}");  // {…}'),
            _sample("const auto job = [x] { return x; };\n    co_await g(job);"),
            _sample("switch (x) { case A: co_await g(a); break; }"),
            _sample("while (true) {\n auto [e, n] = co_await g(buffer, asio::as_tuple(use));\n if (e) break;\n }"),
            _sample("spawn([x]() -> asio::awaitable<void> { co_await g(x); });"),
            _sample("if (a) { b(); }\n    co_await std::move(c);"),
            _sample("co_await g([&] { return a; });"),
            _sample("try { co_await g(a); } catch (...) { h({b}); }"),
        ],
    )
]

"""How long files and functions may be."""

import re

from check import Rule

HEADER_LINES = 150
SOURCE_LINES = 400
TEST_LINES = 500
FUNCTION_LINES = 60

# Tables of words, read as data: length is no second noun there.
TABLES = ("knowledge/follow_up.cpp",)


def functions(code):
    """(line, head, number of lines) of every function body outside other functions."""
    found, scopes, head_from = [], [], 0
    resumed = None  # a constructor whose initialisers hold braces
    for brace in re.finditer(r"[{};]", code):
        place, letter = brace.start(), brace[0]
        if letter == "{":
            head = " ".join(re.sub(r"^\s*#.*$", "", code[head_from:place], flags=re.M).split())
            inside = scopes and scopes[-1][0] in ("function", "other")
            if inside:
                scopes.append(("other", 0, ""))
            elif re.match(r"(template\s*<.*>\s*)?(inline\s+)?(namespace|class|struct|union|enum|extern)\b[^()]*$", head):
                scopes.append(("scope", 0, ""))
            elif resumed and (not head or head[0] in ",:"):
                scopes.append(("function", *resumed))
            elif "(" in head and not head.endswith("="):
                line = code.count("\n", 0, head_from + len(code[head_from:place]) - len(code[head_from:place].lstrip())) + 1
                scopes.append(("function", line, head))
            else:
                scopes.append(("other", 0, ""))
        elif letter == "}" and scopes:
            kind, line, head = scopes.pop()
            resumed = None
            if kind == "function":
                found.append((line, head, code.count("\n", 0, place) + 2 - line))
                resumed = (line, head)
        head_from = brace.end()
    return found


def files(tree):
    said = []
    for source in tree.cpp:
        lines = len(source.text.splitlines())
        most = TEST_LINES if not source.floor else HEADER_LINES if source.is_header else SOURCE_LINES
        if lines > most and source.path not in TABLES:
            said.append(f"{source.path}:1: {lines} lines, at most {most}: find the second noun")
    return said


def function_lengths(tree):
    return [
        f"{source.path}:{line}: {lines} lines in one function, at most {FUNCTION_LINES}: {head[:60]}"
        for source in tree.product
        if source.path not in TABLES
        for line, head, lines in functions(source.code)
        if lines > FUNCTION_LINES
    ]


def _long(before, after=""):
    return before + " {\n" + "    x();\n" * FUNCTION_LINES + "}" + after + "\n"


RULES = [
    Rule(
        "files",
        f"headers have at most {HEADER_LINES} lines, sources {SOURCE_LINES}",
        files,
        bad=[{"gateway/a.h": "\n" * 151}, {"gateway/a.cpp": "\n" * 401}, {"tests/unit/a_test.cpp": "\n" * 501}],
        good=[{"gateway/a.h": "\n" * 150, "gateway/a.cpp": "\n" * 400}],
    ),
    Rule(
        "functions",
        f"a function has at most {FUNCTION_LINES} lines",
        function_lengths,
        bad=[
            {"gateway/a.cpp": _long("namespace gateway {\nint f(int a)", "\n}  // namespace gateway")},
            {"gateway/a.h": _long("class A {\n    void f() const", ";\n};")},
            {"gateway/a.cpp": _long("A::A(int a) : b_(a), c_{a}, d_{a}")},
            {"gateway/a.cpp": _long("asio::awaitable<void> A::f()")},
            {"gateway/a.cpp": _long("template <class T>\nT f(T a)")},
        ],
        good=[
            {"gateway/a.cpp": "\n".join(_long(f"void f{n}()").replace("    x();\n" * 5, "", 1) for n in range(5))},
            {"gateway/a.cpp": "constexpr int table[] = {\n" + "    1,\n" * 100 + "};\n"},
            {"gateway/a.h": "class A {\n" + "    int f() { return 1; }\n" * 100 + "};\n"},
        ],
    ),
]

"""What code may do and how it is named."""

import re
from pathlib import PurePosixPath

from check import Rule

# Names of things that do anything at all say nothing.
EMPTY_WORDS = "Manager|Helper|Helpers|Util|Utils|Impl|Data|Info"
EMPTY_NAME = re.compile(rf"\b(?:class|struct|enum(?:\s+class)?|using|namespace)\s+(\w*(?:{EMPTY_WORDS}))\b")
EMPTY_FILE = re.compile(rf"(^|_)({EMPTY_WORDS.lower()})$")

IMPURE = (
    (r"\b(?:system|steady|high_resolution|utc|file)_clock\s*::\s*now\b", "a clock"),
    (r"(?<![\w.>:])(?:std\s*::\s*)?(?:time|clock|gettimeofday|localtime|gmtime)\s*\(\s*(?:NULL|nullptr|0|&|\))", "a clock"),
    (r"\bclock_gettime\s*\(", "a clock"),
    (r"(?<!\w)(?:std\s*::\s*)?s?rand\s*\(|\brandom_device\b|\bmt19937(?:_64)?\b", "chance"),
    (r"\bstd\s*::\s*(?:jthread|thread|async|mutex|condition_variable|atomic)\b", "threads"),
    (r"\bgetenv\s*\(", "the environment"),
)
FILES = r"\b(?:[io]?fstream|fopen|freopen|FILE)\b|\bopen\s*\(|\bstd\s*::\s*filesystem\b"
# These read what the two lower floors are made from, once, when they are loaded or built.
LOADERS = (
    "dialogs/conversation/",
    "dialogs/language/loader.",
    "dialogs/language/script_files.",
    "dialogs/language/places.",
    "dialogs/language/lint",
    "dialogs/language/problem.",
    "dialogs/language/read_",
    "dialogs/language/resolve.",
    "dialogs/language/yaml.",
    "knowledge/article_yaml.",
    "knowledge/library.",
    "knowledge/shelves.",
    "knowledge/ranking/corpus.",
    "knowledge/training/",
    "knowledge/evaluation.",
)


def purity(tree):
    said = []
    for source in tree.product:
        if source.floor not in ("dialogs", "knowledge"):
            continue
        for pattern, what in IMPURE:
            for found in re.finditer(pattern, source.code):
                said.append(source.at(found.start(), f"{source.floor}/ is pure, but this uses {what}"))
        if not source.path.startswith(LOADERS):
            for found in re.finditer(FILES, source.code):
                said.append(source.at(found.start(), "only loaders read files"))
    return said


def names(tree):
    said = []
    for source in tree.cpp:
        for found in EMPTY_NAME.finditer(source.code):
            said.append(source.at(found.start(), f"{found[1]} does not say what it is"))
        if EMPTY_FILE.search(PurePosixPath(source.path).stem):
            said.append(f"{source.path}:1: the file's name does not say what is in it")
    return said


def guards(tree):
    return [
        f"{source.path}:1: the header lacks #pragma once"
        for source in tree.cpp
        if source.is_header and not re.search(r"^#pragma once$", source.text, re.M)
    ]


def mirrored(tree):
    """A unit test lives where its subject does, under tests/unit."""
    rooms = {source.room for source in tree.product}
    return [
        f"{source.path}:1: there is no room {source.room.removeprefix('tests/unit/')}"
        for source in tree.cpp
        if source.path.startswith("tests/unit/")
        and source.path.endswith("_test.cpp")
        and source.room.removeprefix("tests/unit/") not in rooms
    ]


# As the layout has them: namespaces and what stands in them begin a line, a namespace's end says so.
SCOPE = re.compile(
    r"^(?:inline )?namespace (?P<opened>[\w:]*) ?\{$|^(?P<closed>\})[ ]+$"
    r"|^(?:struct|class|enum class|enum|union) (?P<type>\w+)(?= final\b| :| \{)",
    re.M,
)


def types_of(source):
    """(place, full name) of every type that other files could name; what is in an unnamed namespace is its file's own."""
    scopes, found = [], []
    for one in SCOPE.finditer(source.code):
        if one["type"]:
            if "" not in scopes:
                found.append((one.start(), "::".join([*scopes, one["type"]])))
        elif one["closed"]:
            scopes = scopes[:-1]
        else:
            scopes.append(one["opened"])
    return found


def one_definition(tree):
    """Two types of one name link without a word, and one is built by the other's constructor."""
    first, said = {}, []
    for source in tree.product:
        for place, name in types_of(source):
            if name in first:
                said.append(source.at(place, f"{name} is another type at {first[name]}"))
            first.setdefault(name, source.at(place, "").rstrip(": "))
    return said


SLEEP = re.compile(r"\bsleep_(?:for|until)\s*\(|(?<![\w.:])u?sleep\s*\(|\bDISABLED_\w+|\bGTEST_SKIP\b")


def honest_tests(tree):
    return [
        source.at(found.start(), f"{found[0].strip(' (')} in a test: wait for the condition, or move the clock")
        for source in tree.cpp
        if source.path.startswith("tests/")
        for found in SLEEP.finditer(source.code)
    ]


RULES = [
    Rule(
        "purity",
        "dialogs/ and knowledge/ know no clock, chance, threads or files but in loaders",
        purity,
        bad=[
            {"dialogs/engine/a.cpp": "auto n = std::chrono::system_clock::now();"},
            {"knowledge/a.cpp": "auto n = steady_clock::now();"},
            {"knowledge/a.cpp": "auto n = std::time(nullptr);"},
            {"dialogs/a.h": "std::thread worker;"},
            {"dialogs/text/a.cpp": "int n = rand() % 6;"},
            {"dialogs/text/a.cpp": "std::ifstream file(name);"},
            {"knowledge/a.cpp": 'auto* file = fopen("a", "r");'},
            {"dialogs/a.cpp": 'auto* home = std::getenv("HOME");'},
        ],
        good=[
            {"gateway/a.cpp": "auto n = std::chrono::system_clock::now();"},
            {"dialogs/a.cpp": "// system_clock::now() is not for us\nint wait_time(int); int x = wait_time(0); operand(3);"},
            {"knowledge/library.cpp": "std::ifstream file(name);"},
        ],
    ),
    Rule(
        "names",
        "a name says what a thing is",
        names,
        bad=[
            {"gateway/a.h": "class SessionManager {};"},
            {"gateway/a.h": "struct CallerInfo {};"},
            {"gateway/a.h": "enum class UserData { a };"},
            {"gateway/string_utils.h": ""},
        ],
        good=[{"gateway/a.h": "class Courier {}; // not a Manager\nstruct Database {};"}],
    ),
    Rule(
        "guards",
        "every header is read once",
        guards,
        bad=[{"gateway/a.h": "class A {};"}],
        good=[{"gateway/a.h": "#pragma once\nclass A {};", "gateway/a.cpp": ""}],
    ),
    Rule(
        "one_definition",
        "a name is one type in the whole program",
        one_definition,
        bad=[
            {
                "storage/a.h": "namespace storage {\nstruct Try {\n};\n}  // namespace storage",
                "storage/b.h": "namespace storage {\nnamespace {\n}  // namespace\nstruct Try {\n};\n}  // namespace storage",
            },
            {"gateway/a.cpp": "class A final {\n};", "gateway/b.cpp": "class A : B {\n};"},
        ],
        good=[
            {
                "storage/a.cpp": "namespace storage {\nnamespace {\nstruct Try {\n};\n}  // namespace\n}  // namespace storage",
                "storage/b.cpp": "namespace storage {\nclass Try;\nstruct Try {\n};\n}  // namespace storage",
                "gateway/a.h": "namespace gateway {\nstruct Try {\n};\n}  // namespace gateway",
            },
        ],
    ),
    Rule(
        "mirrored",
        "unit tests mirror the tree",
        mirrored,
        bad=[{"tests/unit/dialogs/words/a_test.cpp": "", "dialogs/text/a.h": ""}],
        good=[{"tests/unit/dialogs/text/a_test.cpp": "", "dialogs/text/a.h": ""}],
    ),
    Rule(
        "honest_tests",
        "no test sleeps or is passed over",
        honest_tests,
        bad=[
            {"tests/unit/a_test.cpp": "std::this_thread::sleep_for(1s);"},
            {"tests/unit/a_test.cpp": "TEST(A, DISABLED_B) {}"},
            {"tests/unit/a_test.cpp": "GTEST_SKIP() << 1;"},
            {"tests/faults/a.cpp": "usleep(100);"},
        ],
        good=[{"tests/unit/a_test.cpp": "clock.sleep(3); // never sleep_for(1s)"}],
    ),
]

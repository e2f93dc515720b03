"""Who may include whom."""

from check import Rule

BELOW = {
    "dialogs": {"dialogs"},
    "knowledge": {"knowledge", "dialogs"},
    "storage": {"storage", "dialogs"},
    "gateway": {"gateway", "storage", "knowledge", "dialogs"},
}

# Foreign headers by how they begin, and the places that may see them. ".cpp" at the end: no header may.
LIBRARIES = (
    ("boost/beast", ["gateway/http/*.cpp"]),
    ("httplib.h", ["gateway/http/*.cpp", "gateway/simulators/httpd.cpp"]),
    ("boost/asio", ["gateway/"]),
    ("boost/", ["gateway/", "dialogs/result.h", "dialogs/result.cpp"]),
    ("sqlite3.h", ["storage/sqlite/"]),
    ("libpq-fe.h", ["storage/postgres/"]),
    # Names without their meaning: cheap, and what lets codecs share one guarded parse.
    ("nlohmann/json_fwd", ["dialogs/*.cpp", "gateway/*.cpp", "gateway/ops/json.h", "tests/"]),
    ("nlohmann/", ["dialogs/*.cpp", "gateway/*.cpp", "tests/"]),
    ("yaml-cpp/", ["dialogs/*.cpp", "knowledge/*.cpp", "tests/"]),
    ("pugixml", ["gateway/channels/*.cpp"]),
    ("unicode/", ["dialogs/text/*.cpp", "gateway/channels/codec/*.cpp"]),
    ("openssl/", ["gateway/*.cpp", "dialogs/language/digest.cpp", "tests/"]),  # a script's fingerprint
    ("sodium", ["gateway/*.cpp", "storage/*.cpp"]),
    ("prometheus/", ["gateway/ops/"]),
    ("spdlog/", ["gateway/ops/*.cpp"]),
    ("CLI/", ["gateway/cli/*.cpp", "knowledge/training/main.cpp", "tests/"]),
    ("linear.h", ["knowledge/training/*.cpp"]),
    ("iostream", ["gateway/cli/*.cpp", "knowledge/training/*.cpp", "tests/"]),
    ("regex", []),
)


def allowed(path, places):
    for place in places:
        folder, star, ending = place.partition("*")
        if star and path.startswith(folder) and path.endswith(ending):
            return True
        if not star and (path.startswith(place) if place.endswith("/") else path == place):
            return True
    return False


def floors(tree):
    said = []
    for source in tree.product:
        for line, header, quoted in source.includes:
            first = header.split("/")[0]
            if quoted and first not in BELOW[source.floor]:
                said.append(f"{source.path}:{line}: {source.floor}/ must not include {header}")
            elif not quoted and first in BELOW:
                said.append(f"{source.path}:{line}: our own {header} is included with quotes")
    return said


def libraries(tree):
    said = []
    for source in tree.cpp:
        # Tests may use what they like of a floor's libraries, but for the few that nobody may.
        for line, header, quoted in source.includes:
            for library, places in LIBRARIES:
                if quoted or not header.startswith(library):
                    continue
                outside = not source.floor and library not in ("regex", "boost/beast", "sqlite3.h")
                if not outside and not allowed(source.path, places) and not allowed(source.path, TEST_PLACES):
                    said.append(f"{source.path}:{line}: <{header}> belongs to {', '.join(places) or 'nobody'}")
                break
    return said


# Peers and oracles are measured with the bare library; that is what they are for.
TEST_PLACES = ["tests/bench/", "tests/faults/", "tests/integration/", "tests/fuzz/", "tests/support/"]


def room_graph(tree):
    """{room: {rooms it includes}}, product code only."""
    rooms = {source.room: set() for source in tree.product}
    for source in tree.product:
        for _, header, quoted in source.includes:
            room = header.rpartition("/")[0]
            if quoted and room in rooms and room != source.room:
                rooms[source.room].add(room)
    return rooms


def cycle_in(graph):
    """The rooms of one cycle, first and last the same; nothing if there is none."""
    done, path = set(), []

    def walk(room):
        if room in path:
            return [*path[path.index(room) :], room]
        if room in done:
            return None
        path.append(room)
        for other in sorted(graph[room]):
            if found := walk(other):
                return found
        path.pop()
        done.add(room)
        return None

    for room in sorted(graph):
        if found := walk(room):
            return found
    return None


def why(tree, one, other):
    for source in tree.product:
        for line, header, quoted in source.includes:
            if quoted and source.room == one and header.rpartition("/")[0] == other:
                return f"{source.path}:{line} includes {header}"
    return f"{one} includes {other}"


def cycles(tree):
    found = cycle_in(room_graph(tree))
    if not found:
        return []
    steps = [why(tree, one, other) for one, other in zip(found, found[1:])]
    return [f"rooms in a circle: {' -> '.join(found)}", *(f"    {step}" for step in steps)]


def existing(tree):
    paths = {source.path for source in tree.sources}
    said = []
    for source in tree.cpp:
        for line, header, quoted in source.includes:
            if quoted and header not in paths:
                said.append(f"{source.path}:{line}: no file {header}: includes begin at the repository's root")
    return said


RULES = [
    Rule(
        "floors",
        "a folder includes only folders on its own floor and below",
        floors,
        bad=[
            {"dialogs/engine/a.cpp": '#include "knowledge/article.h"\n'},
            {"knowledge/a.cpp": '#include "storage/inbox.h"\n'},
            {"storage/a.cpp": '#include "gateway/ops/log.h"\n'},
            {"storage/a.cpp": '#include "knowledge/article.h"\n'},
            {"gateway/a.cpp": '#include "tests/support/scratch.h"\n'},
            {"gateway/a.cpp": "#include <dialogs/message.h>\n"},
        ],
        good=[{"gateway/a.cpp": '#include "knowledge/article.h"\n// #include "tests/a.h"\n'}],
    ),
    Rule(
        "libraries",
        "each library is seen only where it belongs",
        libraries,
        bad=[
            {"dialogs/a.cpp": "#include <boost/asio/post.hpp>\n"},
            {"gateway/http/a.h": "#include <boost/beast/http.hpp>\n"},
            {"gateway/desk/a.cpp": "#include <httplib.h>\n"},
            {"storage/a.cpp": "#include <sqlite3.h>\n"},
            {"gateway/desk/a.h": "#include <nlohmann/json_fwd.hpp>\n"},
            {"knowledge/a.h": "#include <yaml-cpp/yaml.h>\n"},
            {"gateway/a.cpp": "#  include <regex>\n"},
            {"tests/unit/a_test.cpp": "#include <regex>\n"},
            {"storage/a.cpp": "#include <iostream>\n"},
        ],
        good=[
            {"gateway/http/a.cpp": "#include <boost/beast/http.hpp>\n", "gateway/a.h": "#include <boost/asio/awaitable.hpp>\n"}
        ],
    ),
    Rule(
        "cycles",
        "the rooms' include graph has no circle",
        cycles,
        bad=[
            {
                "gateway/desk/a.cpp": '#include "gateway/turns/b.h"\n',
                "gateway/turns/b.cpp": '#include "gateway/store/c.h"\n',
                "gateway/store/c.h": '#include "gateway/desk/d.h"\n',
            }
        ],
        good=[{"gateway/desk/a.cpp": '#include "gateway/turns/b.h"\n#include "gateway/desk/c.h"\n', "gateway/turns/b.h": ""}],
    ),
    Rule(
        "existing",
        "what is included in quotes is a file of the repository",
        existing,
        bad=[{"gateway/desk/a.cpp": '#include "b.h"\n', "gateway/desk/b.h": ""}],
        good=[{"gateway/desk/a.cpp": '#include "gateway/desk/b.h"\n', "gateway/desk/b.h": ""}],
    ),
]

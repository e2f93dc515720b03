"""What may not stand in any text of the repository."""

import re

from check import Rule


def _join(*parts):
    """Words are put together here, so that this file does not hold what it looks for."""
    return "".join(parts)


HOME_OF_SOMEBODY = re.compile(
    r"(?<![\w./$}-])/(?:" + "|".join([_join("wo", "rk"), _join("ro", "ot"), _join("ho", r"me/\w+"), _join("Us", "ers")]) + r")(?=[/\"'\s)]|$)", re.M
)
UNFINISHED = re.compile(r"\b(?:" + "|".join([_join("TO", "DO"), _join("FIX", "ME"), _join("XX", "X"), _join("HA", "CK")]) + r")\b")
MARKUP = re.compile(
    r"\b(?:" + "|".join([_join("inner", "HTML"), _join("outer", "HTML"), _join("insertAdjacent", "HTML"), _join("srcdoc")])
    + r")\b|\b" + _join("v-", "html") + r"\b|\bdocument\.write\b|(?<![\w.])eval\s*\(|\bnew\s+Function\s*\("
)
FROM_WHERE = re.compile(r'"resolved"\s*:|https?://[^"\s]*(?:\.tgz|npm' + r'[^"\s]*\.org|debian\.org)')


def each(pattern, message, wanted):
    def check(tree):
        return [
            source.at(found.start(), message.format(found[0].strip()))
            for source in tree.sources
            if wanted(source.path)
            for found in pattern.finditer(source.text)
        ]

    return check


def everywhere(path):
    return not path.startswith("tests/architecture/rules/")


def pages(path):
    return path.startswith("gateway/web/") and not path.endswith((".md", "package-lock.json"))


def lock(path):
    return path.endswith(("package-lock.json", ".npmrc"))


RULES = [
    Rule(
        "paths",
        "no path of anybody's machine stands in a file",
        each(HOME_OF_SOMEBODY, "{} is a place on one machine", everywhere),
        bad=[
            {"deploy/run": _join("cd /wo", "rk/main\n")},
            {"README.md": _join("see /ro", "ot/notes")},
            {"a.yaml": _join("data_dir: /ho", "me/li/var")},
        ],
        good=[{"a.cpp": _join('router.add("/api/wo', 'rk/{id}")  // and /var/lib/yimen, ProtectHome=/run')}],
    ),
    Rule(
        "finished",
        "nothing is left for later",
        each(UNFINISHED, "{}: do it or file it", everywhere),
        bad=[{"gateway/a.cpp": _join("// TO", "DO: later")}, {"deploy/run": _join("# FIX", "ME")}],
        good=[{"gateway/a.cpp": "// to do is a verb"}],
    ),
    Rule(
        "markup",
        "pages show what people wrote as text and never as markup",
        each(MARKUP, "{} makes markup of what people wrote", pages),
        bad=[
            {"gateway/web/chat/a.js": _join("box.inner", "HTML = said")},
            {"gateway/web/desk/A.vue": _join("<p v-", "html=said />")},
            {"gateway/web/desk/a.js": "eval(said)"},
        ],
        good=[{"gateway/web/chat/a.js": "box.textContent = said; medieval(3)"}],
    ),
    Rule(
        "lock_files",
        "lock files name versions and digests, not where somebody fetched them",
        each(FROM_WHERE, "{} names where it was fetched", lock),
        bad=[
            {"gateway/web/package-lock.json": '"resolved": "x"'},
            {"gateway/web/.npmrc": _join("registry=https://registry.np", "mjs.org/")},
        ],
        good=[{"gateway/web/package-lock.json": '"version": "3.5.45", "integrity": "sha512-x"'}],
    ),
]

"""The files of the repository, or of a sample, with what the rules ask of them."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

FLOORS = ("dialogs", "knowledge", "storage", "gateway")

LEFT_OUT = {".git", ".build", "node_modules", "dist", "var", "__pycache__"}
TEXT_ENDINGS = {
    ".cpp", ".h", ".in", ".py", ".js", ".mjs", ".vue", ".html", ".css", ".svg", ".json", ".yaml", ".yml",
    ".txt", ".csv", ".sql", ".md", ".sh", ".conf", ".service", ".cmake", "",
}

# A number first, so that the separator in 20'000 begins no character.
LEXEMES = re.compile(
    r"""(?P<number>\b\d[\w.']*)
      | (?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<raw>\bR"(?P<mark>[^\s()\\]{0,16})\(.*?\)(?P=mark)")
      | (?P<text>"(?:\\.|[^"\\\n])*")
      | (?P<letter>'(?:\\.|[^'\\\n])+')""",
    re.S | re.X,
)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.M)


def blank(text):
    """Spaces for everything but line ends: places in the text stay what they were."""
    return re.sub(r"[^\n]", " ", text)


def _without_words(found):
    if found["number"]:
        return found[0]
    if found["comment"]:
        return blank(found[0])
    quote = "'" if found["letter"] else '"'
    return quote + blank(found[0][1:-1]) + quote


@dataclass
class Source:
    path: str
    text: str

    @property
    def floor(self):
        first = self.path.split("/")[0]
        return first if first in FLOORS else None

    @property
    def room(self):
        """The folder; a main is a room of its own, above the library beside it."""
        if self.path.endswith("/main.cpp"):
            return self.path.removesuffix(".cpp")
        return str(PurePosixPath(self.path).parent)

    @property
    def is_header(self):
        return self.path.endswith(".h")

    @property
    def is_cpp(self):
        return self.path.endswith((".h", ".cpp"))

    @cached_property
    def code(self):
        """The text with comments and the insides of quotes blanked."""
        return LEXEMES.sub(_without_words, self.text)

    @cached_property
    def includes(self):
        """(line, header, whether in quotes) of every include that is not in a comment."""
        found = []
        for one in INCLUDE.finditer(self.text):
            if self.code[one.start() : one.end()].lstrip().startswith("#"):
                found.append((self.line_of(one.start()), one[2], one[1] == '"'))
        return found

    def line_of(self, place):
        return self.text.count("\n", 0, place) + 1

    def at(self, place, message):
        return f"{self.path}:{self.line_of(place)}: {message}"


@dataclass
class Tree:
    sources: list = field(default_factory=list)

    @staticmethod
    def of(sample):
        return Tree([Source(path, text) for path, text in sample.items()])

    @staticmethod
    def read(root):
        found = []
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root)
            if LEFT_OUT & set(inside.parts) or not path.is_file() or path.suffix not in TEXT_ENDINGS:
                continue
            found.append(Source(inside.as_posix(), path.read_text(encoding="utf-8", errors="replace")))
        return Tree(found)

    @property
    def cpp(self):
        return [one for one in self.sources if one.is_cpp]

    @property
    def product(self):
        return [one for one in self.cpp if one.floor]


def repository():
    return Path(__file__).resolve().parents[2]

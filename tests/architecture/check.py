"""Checks the repository against the rules of the house: check.py [RULE…], all without a name; --names lists them.

A rule first shows that it can tell: each of its bad samples must be complained of, no good one.
"""

import sys
from dataclasses import dataclass, field
from typing import Callable

from tree import Tree, repository


@dataclass
class Rule:
    name: str
    what: str  # a sentence: what holds in this house
    check: Callable  # a Tree -> complaints, each "path:line: what is wrong"
    bad: list = field(default_factory=list)  # samples, {path: text}
    good: list = field(default_factory=list)


def tell_tale(rule):
    """What is wrong with the rule itself."""
    faults = [f"{rule.name}: says nothing of {one}" for one in rule.bad if not rule.check(Tree.of(one))]
    for one in rule.good:
        faults += [f"{rule.name}: is wrong about {one}: {said}" for said in rule.check(Tree.of(one))]
    if not rule.bad:
        faults.append(f"{rule.name}: has no sample that it could fail on")
    return faults


def run(rules, tree):
    complaints = []
    for rule in rules:
        said = tell_tale(rule) + rule.check(tree)
        print(f"{'failed' if said else 'kept':7}{rule.name}: {rule.what}")
        complaints += said
    for one in complaints:
        print(one)
    return not complaints


def main(names):
    from rules import all_rules

    known = {rule.name: rule for rule in all_rules()}
    if names == ["--names"]:
        print("\n".join(known))
        return 0
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no such rule: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    chosen = [known[name] for name in names] or list(known.values())
    return 0 if run(chosen, Tree.read(repository())) else 1


if __name__ == "__main__":
    # The rules import this file by its name; the class must be the same one.
    sys.modules["check"] = sys.modules["__main__"]
    sys.exit(main(sys.argv[1:]))

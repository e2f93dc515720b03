"""Draws who includes whom, room by room: graph.py [--dot] [--floors].

Plain text by default: each room with the rooms it includes, the top of the house first.
With --dot: Graphviz, for `dot -Tsvg`.
"""

import sys

from rules.floors import room_graph
from tree import FLOORS, Tree, repository


def by_floor(graph):
    """The same graph with a node a floor."""
    floors = {floor: set() for floor in FLOORS}
    for room, others in graph.items():
        for other in others:
            if other.split("/")[0] != room.split("/")[0]:
                floors[room.split("/")[0]].add(other.split("/")[0])
    return floors


def without_short_cuts(graph):
    """Edges that a longer way says already are left out, so that a picture stays readable."""
    reach = {}

    def reached(room):
        if room not in reach:
            reach[room] = set()  # a circle ends here
            reach[room] = set().union(graph[room], *(reached(other) for other in graph[room]))
        return reach[room]

    return {
        room: {one for one in others if not any(one in reached(other) for other in others - {one})}
        for room, others in graph.items()
    }


def top_first(graph):
    seen, order = set(), []

    def walk(room):
        if room in seen:
            return
        seen.add(room)
        for other in sorted(graph[room]):
            walk(other)
        order.append(room)

    for room in sorted(graph):
        walk(room)
    return reversed(order)


def as_text(graph):
    width = max(map(len, graph))
    return "\n".join(f"{room:{width}}  {' '.join(sorted(graph[room]))}".rstrip() for room in top_first(graph))


def as_dot(graph):
    lines = ["digraph yimen {", "  rankdir=TB; node [shape=box, fontname=sans];"]
    for floor in reversed(FLOORS):
        rooms = sorted(room for room in graph if room.split("/")[0] == floor)
        named = " ".join(f'"{room}";' for room in rooms)
        lines.append(f'  subgraph "cluster_{floor}" {{ label="{floor}"; {named} }}')
    lines += [f'  "{room}" -> "{other}";' for room in sorted(graph) for other in sorted(graph[room])]
    return "\n".join([*lines, "}"])


def main(options):
    if unknown := set(options) - {"--dot", "--floors"}:
        print(f"{__doc__}\nunknown: {' '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    graph = without_short_cuts(room_graph(Tree.read(repository())))
    if "--floors" in options:
        graph = by_floor(graph)
    print(as_dot(graph) if "--dot" in options else as_text(graph))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

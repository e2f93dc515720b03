from rules import code, coroutines, floors, sizes, words


def all_rules():
    return [*floors.RULES, *coroutines.RULES, *code.RULES, *sizes.RULES, *words.RULES]

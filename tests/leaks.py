"""Takes `visible_to` out of a module one place at a time, to show that a test of leaks sees each door."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType

OPENERS = {"visible_to", "with_agenda_visible_to", "on_agendas_of"}


@dataclass(frozen=True)
class Door:
    """A call of `visible_to`, or of what it is made of, in a module's source, by its place from the top."""

    module: ModuleType
    number: int
    function: str
    line: int

    def __str__(self) -> str:
        return f"{self.module.__name__}:{self.function}:{self.line}"


def tree_of(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def calls(tree: ast.AST) -> list[ast.Call]:
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in OPENERS
    ]
    return sorted(found, key=lambda node: (node.lineno, node.end_col_offset))


def doors(module: ModuleType) -> list[Door]:
    tree = tree_of(module)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]

    def around(call: ast.Call) -> str:
        return next(f.name for f in reversed(functions) if f.lineno <= call.lineno <= f.end_lineno)

    return [Door(module, number, around(call), call.lineno) for number, call in enumerate(calls(tree))]


class WithoutDoor(ast.NodeTransformer):
    """`rows.visible_to(reader)` becomes `rows.all()` at one place."""

    def __init__(self, call: ast.Call) -> None:
        self.call = call

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if node is not self.call:
            return node
        everything = ast.Attribute(value=node.func.value, attr="all", ctx=ast.Load())
        return ast.copy_location(ast.Call(func=everything, args=[], keywords=[]), node)


@contextmanager
def without(door: Door) -> Iterator[None]:
    """Run the module's functions with that one call taken out: their code is exchanged, so addresses lead to it."""
    tree = tree_of(door.module)
    changed = ast.fix_missing_locations(WithoutDoor(calls(tree)[door.number]).visit(tree))
    code = dict(codes(compile(changed, inspect.getsourcefile(door.module), "exec")))
    functions = [(function, function.__code__) for function in functions_of(door.module)]
    for function, old in functions:
        function.__code__ = code[old.co_qualname]
    try:
        yield
    finally:
        for function, old in functions:
            function.__code__ = old


def codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant.co_qualname, constant
            yield from codes(constant)


def functions_of(module: ModuleType) -> Iterator[FunctionType]:
    """The functions and methods written in a module, beneath their decorators."""
    for value in vars(module).values():
        members = vars(value).values() if inspect.isclass(value) else [value]
        for member in members:
            function = inspect.unwrap(member) if callable(member) else None
            is_own = isinstance(function, FunctionType) and function.__module__ == module.__name__
            if is_own and function.__code__.co_filename == module.__file__:
                yield function

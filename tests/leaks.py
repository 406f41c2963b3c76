"""Finds the calls of `visible_to` in the code, notes who passes them, and takes them out one at a time."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

OPENERS = {"visible_to", "with_agenda_visible_to", "on_agendas_of"}
PACKAGES = ("committee", "calendar_app", "budget", "sodertorn")
PASSED = "__passed__"


@dataclass(frozen=True)
class Door:
    """A call of `visible_to`, or of what it is made of, in a module's source, by its place from the top."""

    module: ModuleType
    number: int
    function: str
    asked: str

    def __str__(self) -> str:
        return f"{self.module.__name__}:{self.function}:{self.asked}"


@cache
def tree_of(module: ModuleType) -> ast.Module:
    return ast.parse(Path(module.__file__).read_text())


def is_opener(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in OPENERS


def calls(tree: ast.AST) -> list[ast.Call]:
    return sorted(filter(is_opener, ast.walk(tree)), key=lambda node: (node.lineno, node.end_col_offset))


def doors(module: ModuleType) -> list[Door]:
    """A module's doors; those that are alike have a number, from the second on."""
    tree = tree_of(module)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    found: list[Door] = []
    for number, call in enumerate(calls(tree)):
        around = [f for f in functions if f.lineno <= call.lineno <= f.end_lineno]
        asked = ast.unparse(call.func.value).split("(")[0]
        same = sum(door.function == around[-1].name and door.asked.split(" ")[0] == asked for door in found)
        found.append(Door(module, number, around[-1].name, f"{asked} {same + 1}" if same else asked))
    return found


@cache
def modules() -> list[ModuleType]:
    """Every module of the portal that has a door."""
    names = [
        one.name
        for package in PACKAGES
        for one in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}.")
        if ".migrations" not in one.name and not one.name.endswith("wsgi")
    ]
    return [module for module in map(importlib.import_module, names) if calls(tree_of(module))]


class Changed(ast.NodeTransformer):
    """A module with some of its doors changed; the numbers are those of the doors."""

    def __init__(self, tree: ast.Module, change: Callable[[ast.Call, int], ast.expr]) -> None:
        self.numbers = {(call.lineno, call.end_col_offset): number for number, call in enumerate(calls(tree))}
        self.change = change

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if not is_opener(node):
            return node
        return ast.copy_location(self.change(node, self.numbers[node.lineno, node.end_col_offset]), node)


def changed_code(module: ModuleType, change: Callable[[ast.Call, int], ast.expr]) -> dict[str, CodeType]:
    """The code of the module's functions as changed, by their names."""
    tree = ast.parse(Path(module.__file__).read_text())
    tree = ast.fix_missing_locations(Changed(tree, change).visit(tree))
    return dict(codes(compile(tree, module.__file__, "exec")))


@contextmanager
def running(module: ModuleType, code: dict[str, CodeType]) -> Iterator[None]:
    """Run the module's functions by other code: it is exchanged in place, so addresses lead to it."""
    functions = [(function, function.__code__) for function in functions_of(module)]
    for function, old in functions:
        function.__code__ = code[old.co_qualname]
    try:
        yield
    finally:
        for function, old in functions:
            function.__code__ = old


@contextmanager
def without(door: Door) -> Iterator[None]:
    """`rows.visible_to(reader)` becomes `rows.all()` at one place."""
    with running(door.module, code_without(door)):
        yield


@cache
def code_without(door: Door) -> dict[str, CodeType]:
    def opened(call: ast.Call, number: int) -> ast.expr:
        if number != door.number:
            return call
        return ast.Call(func=ast.Attribute(value=call.func.value, attr="all", ctx=ast.Load()), args=[], keywords=[])

    return changed_code(door.module, opened)


@contextmanager
def watched(note: Callable[[str, int], None]) -> Iterator[None]:
    """Call `note(module's name, door's number)` each time that one passes any door."""

    def noticed(module: ModuleType) -> Callable[[ast.Call, int], ast.expr]:
        def change(call: ast.Call, number: int) -> ast.expr:
            args = [ast.Constant(number), call.func.value]
            rows = ast.Call(func=ast.Name(PASSED, ast.Load()), args=args, keywords=[])
            func = ast.Attribute(value=rows, attr=call.func.attr, ctx=ast.Load())
            return ast.Call(func=func, args=call.args, keywords=call.keywords)

        return change

    with ExitStack() as stack:
        for module in modules():
            setattr(module, PASSED, passing(module.__name__, note))
            stack.callback(delattr, module, PASSED)
            stack.enter_context(running(module, changed_code(module, noticed(module))))
        yield


def passing(name: str, note: Callable[[str, int], None]) -> Callable[[int, object], object]:
    def passed(number: int, rows: object) -> object:
        note(name, number)
        return rows

    return passed


def codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant.co_qualname, constant
            yield from codes(constant)


def functions_of(module: ModuleType) -> list[FunctionType]:
    """The functions and methods written in a module, beneath their decorators."""
    members = [
        member
        for value in vars(module).values()
        for member in (vars(value).values() if inspect.isclass(value) else [value])
    ]
    found = {id(function): function for member in members for function in [beneath(member)] if function}
    return [
        function
        for function in found.values()
        if function.__module__ == module.__name__ and function.__code__.co_filename == module.__file__
    ]


def beneath(member: object) -> FunctionType | None:
    """The function that a method, a property or a decorated function is made of."""
    if isinstance(member, property):
        member = member.fget
    elif isinstance(member, cached_property) or type(member).__name__ == "cached_property":
        member = member.func
    elif isinstance(member, classmethod | staticmethod):
        member = member.__func__
    function = inspect.unwrap(member) if callable(member) else None
    return function if isinstance(function, FunctionType) else None

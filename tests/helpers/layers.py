"""Reads what every module imports and says where the layers of the design are broken."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Which packages of PeerDesk each one may import, beside its own.
BELOW: dict[str, frozenset[str]] = {
    "resources": frozenset(),
    "domain": frozenset(),
    "store": frozenset({"domain", "resources"}),
    "exchange": frozenset({"store", "domain", "resources"}),
    "schedule": frozenset({"store", "domain", "resources"}),
    "feedback": frozenset({"store", "domain", "resources"}),
    "app": frozenset({"exchange", "schedule", "feedback", "store", "domain", "resources"}),
    # `peerdesk` alone opens the app, and the demo types into its Session page.
    "cli": frozenset({"app", "exchange", "schedule", "feedback", "store", "domain", "resources"}),
    "__main__": frozenset({"cli"}),
}
# Which package alone may use a library.
KEEPERS = {
    "app": frozenset({"PySide6", "shiboken6", "PyQt5", "PyQt6", "pytestqt"}),
    "store": frozenset({"sqlcipher3", "sqlite_utils", "sqlite3", "pysqlite3", "apsw"}),
    "feedback": frozenset({"docx", "pptx"}),
}
# And what another may use of it: a timetable comes as a Word document too.
SHARED = {"schedule": frozenset({"docx"})}
# It measures PeerDesk against the bare libraries, so it uses them too.
MEASURING = ("peerdesk.cli.bench",)
# It loads a command by a name out of its own table, and a name in a text is judged as an import.
BY_NAME = "peerdesk.cli.main"
_MODULE_NAME = re.compile(rf"(peerdesk\.(?:{'|'.join(BELOW)})(?:\.\w+)*)(?::\w+)?")
NETWORK = frozenset(
    "socket socketserver ssl http urllib.request urllib.error ftplib smtplib smtpd imaplib poplib "
    "nntplib telnetlib xmlrpc wsgiref asyncio.streams requests urllib3 httpx aiohttp websockets "
    "PySide6.QtNetwork PySide6.QtWebSockets PySide6.QtWebEngineCore".split()
)
OUTSIDE_WORLD = frozenset(
    "os io pathlib shutil tempfile subprocess sqlite3 zipfile tarfile logging multiprocessing "
    "threading asyncio glob fileinput importlib ctypes".split()
)
DOING = frozenset({"open", "print", "input", "exec", "eval"})
_SQL = re.compile(
    r"\bSELECT\s.+\sFROM\b|\bINSERT (OR \w+ )?INTO\b|\bDELETE FROM\b|\bUPDATE\s\w+\sSET\b"
    r"|\bCREATE (VIRTUAL )?TABLE\b|\bPRAGMA \w",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One place that breaks a rule: `store/rows.py:12 imports peerdesk.app`."""

    where: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.where}:{self.line} {self.what}"


def problems(package: Path, declared: frozenset[str]) -> list[Problem]:
    """Return every broken rule of the modules below `package`, a folder named peerdesk.

    `declared` has the import names of the libraries that the project depends on.
    """
    return [
        Problem(file.relative_to(package).as_posix(), line, what)
        for file in sorted(package.rglob("*.py"))
        for line, what in _of_module(_name(file, package), _tree(file), declared)
    ]


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def _name(file: Path, package: Path) -> str:
    parts = file.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _of_module(
    module: str, tree: ast.Module, declared: frozenset[str]
) -> Iterator[tuple[int, str]]:
    layer = module.split(".")[1] if "." in module else ""
    if layer and layer not in BELOW:
        yield 1, f"is in no layer: give {layer} one in tests/helpers/layers.py"
        return
    for line, names in _imports(tree):
        for what in filter(None, (_judge(module, layer, names, declared),)):
            yield line, what
    yield from _doings(module, layer, tree)


def _judge(module: str, layer: str, names: tuple[str, ...], declared: frozenset[str]) -> str | None:
    """Say what is wrong with importing what is known by any of `names`, most exact first."""
    exact, top = names[0], names[0].split(".")[0]
    if not top:
        return "imports by a path relative to itself"
    if any(_under(name, NETWORK) for name in names):
        return f"imports {exact}, which reaches a network"
    if top == "peerdesk":
        return _judge_layer(layer, exact)
    if layer == "domain" and (top not in sys.stdlib_module_names or top in OUTSIDE_WORLD):
        return f"imports {exact}, and domain knows rules alone"
    if module.startswith(MEASURING):
        return None
    for keeper, libraries in KEEPERS.items():
        if top in libraries and layer != keeper and top not in SHARED.get(layer, ()):
            return f"imports {exact}, which only {keeper} may"
    if top not in sys.stdlib_module_names and top not in declared:
        return f"imports {exact}, which pyproject.toml does not declare"
    return None


def _judge_layer(layer: str, exact: str) -> str | None:
    target = exact.split(".")[1] if "." in exact else ""
    # Anybody may read the version, which is all that the package itself holds.
    if target in {"", "__version__", layer} or target in BELOW.get(layer, frozenset()):
        return None
    return f"imports {exact}, which is not below {layer or 'the package itself'}"


def _under(name: str, these: frozenset[str]) -> bool:
    parts = name.split(".")
    return any(".".join(parts[:n]) in these for n in range(1, len(parts) + 1))


def _imports(tree: ast.Module) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each import, wherever it stands, with the names it could be known by."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                yield from ((node.lineno, (alias.name,)) for alias in aliases)
            case ast.ImportFrom(level=level) if level:
                yield node.lineno, ("",)
            case ast.ImportFrom(module=str(module), names=aliases):
                for alias in aliases:
                    yield node.lineno, (f"{module}.{alias.name}", module)
            case ast.Call(func=func, args=[ast.Constant(value=str(text)), *_]) if _loads(func):
                if not _MODULE_NAME.fullmatch(text):
                    yield node.lineno, (text,)
            case ast.Constant(value=str(text)) if named := _MODULE_NAME.fullmatch(text):
                yield node.lineno, (named[1],)


def _loads(called: ast.expr) -> bool:
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in {"import_module", "__import__"}


def _doings(module: str, layer: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield what a module does that only another may: input and output, SQL, loading by name."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=func, args=[first, *_]) if _loads(func) and module != BY_NAME:
                if not isinstance(first, ast.Constant):
                    yield node.lineno, "loads a module by a computed name"
            case ast.Call(func=ast.Name(id=name)) if layer == "domain" and name in DOING:
                yield node.lineno, f"calls {name}(), and domain does no input or output"
            case ast.Constant(value=str(text)) if layer != "store" and _SQL.search(text):
                if not module.startswith(MEASURING):
                    yield node.lineno, "holds SQL, which only store may"

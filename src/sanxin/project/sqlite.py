"""Put a safe SQLite in place before Django imports one.

SQLite 3.7.0 to 3.51.2 can lose committed rows or corrupt a WAL database when two
connections reset the log at once (sqlite.org/wal.html#walresetbug). The system's
library behind Python 3.11 is usually older, so the `pysqlite3` wheel takes its
place; where no wheel exists the system's is used if it is new enough, and
otherwise the start is refused with the way out, unless PostgreSQL keeps the rows.
"""

import sys
from types import ModuleType

SAFE = (3, 51, 3)
SAFE_BACKPORTS = ((3, 50, 7), (3, 44, 6))
"""Releases of older branches that carry the fix."""


class UnsafeSqlite(RuntimeError):
    """The only SQLite at hand can lose committed rows."""


def is_safe(version: tuple[int, int, int]) -> bool:
    """Whether a SQLite version carries the WAL-reset fix.

    >>> is_safe((3, 53, 4)), is_safe((3, 40, 1)), is_safe((3, 50, 8))
    (True, False, True)
    """
    return version >= SAFE or any(version[:2] == b[:2] and version >= b for b in SAFE_BACKPORTS)


def install(*, keeps_rows: bool = True) -> None:
    """Make `import sqlite3` give a safe SQLite, or raise `UnsafeSqlite` if it is to keep the product's rows."""
    module = _bundled()
    if module is not None and is_safe(module.sqlite_version_info):
        sys.modules["sqlite3"] = module
        sys.modules["sqlite3.dbapi2"] = module.dbapi2
    import sqlite3

    if keeps_rows and not is_safe(sqlite3.sqlite_version_info):
        raise UnsafeSqlite(
            f"SQLite {sqlite3.sqlite_version} 有丢失已提交数据的缺陷，已拒绝启动：请安装 pysqlite3 ≥ 0.6.1，"
            f"或改用 PostgreSQL（DATABASE_URL）。\n"
            f"SQLite {sqlite3.sqlite_version} can lose committed rows, so the start is refused: "
            f"install pysqlite3 >= 0.6.1, or use PostgreSQL through DATABASE_URL."
        )


def _bundled() -> ModuleType | None:
    try:
        import pysqlite3
    except ImportError:
        return None
    return pysqlite3

"""Backup and restore: one zip that holds the whole state and fits either database.

    manifest.json        release, migrations, rows and columns of each table, chain heads, sha256 of every part
    tables/<table>.jsonl one row a line, in the order of the manifest's columns
    files/…              attachments as they lie under SANXIN_HOME/files
    keys/…               the keys that verify the chain and open encrypted fields

The rows come from one snapshot, so people may go on writing meanwhile. Keep the file as
safe as the machine: it holds the keys (leave them out with --without-keys and keep those
apart; nothing can be verified or decrypted without them).
"""

from sanxin.project.backup.restoring import CannotRestore, Restored, restore
from sanxin.project.backup.snapshot import CannotBackUp
from sanxin.project.backup.writing import write

__all__ = ["CannotBackUp", "CannotRestore", "Restored", "restore", "write"]

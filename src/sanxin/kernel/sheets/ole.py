"""The file system inside an old Office file, enough to list its streams and read one. Facts from [MS-CFB]."""

import struct

SECTOR_FREE = 0xFFFFFFFA  # every number from here up is a mark, not a sector (2.1)
HEADER_FAT_ENTRIES = 109
DIRECTORY_ENTRY = 128
STREAM, ROOT = 2, 5


class OleError(ValueError):
    """The bytes are not an OLE file, or a damaged one."""


class OleFile:
    """Streams by lower-case name. Chains that loop or leave the file raise OleError."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise OleError("shorter than its header")
        self._content = content
        shift, self._mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in {9, 12} or self._mini_shift != 6:
            raise OleError("unknown sector size")
        self._sector = 1 << shift
        directory, self._cutoff = struct.unpack_from("<I4xI", content, 48)
        self._mini_fat_at, self._difat_at = struct.unpack_from("<I4xI", content, 60)
        self._fat = self._read_fat()
        self._root = SECTOR_FREE
        self._entries = self._read_directory(self._chain(directory))

    def names(self) -> set[str]:
        """Names of all streams and storages."""
        return set(self._entries)

    def read(self, name: str) -> bytes:
        """All bytes of a stream; small ones live together in the root's own stream (2.6.3)."""
        kind, start, size = self._entries[name]
        if kind == STREAM and size < self._cutoff:
            return self._read_small(start, size)
        return self._chain(start)[:size]

    def _at(self, number: int) -> bytes:
        begin = (number + 1) * self._sector
        block = self._content[begin : begin + self._sector]
        if not block:
            raise OleError("a sector lies outside the file")
        return block

    def _read_fat(self) -> list[int]:
        numbers = list(struct.unpack_from(f"<{HEADER_FAT_ENTRIES}I", self._content, 76))
        per_sector = self._sector // 4
        at = self._difat_at
        while at < SECTOR_FREE:
            block = struct.unpack(f"<{per_sector}I", self._at(at).ljust(self._sector, b"\xff"))
            numbers += (number for number in block[:-1] if number < SECTOR_FREE)
            at = block[-1]
            if len(numbers) * self._sector > len(self._content) + HEADER_FAT_ENTRIES * self._sector:
                raise OleError("the sector table loops")
        sectors = [self._at(number) for number in numbers if number < SECTOR_FREE]
        return list(struct.unpack(f"<{sum(map(len, sectors)) // 4}I", b"".join(sectors)))

    def _chain(self, start: int) -> bytes:
        blocks: list[bytes] = []
        at = start
        while at < SECTOR_FREE:
            if at >= len(self._fat) or len(blocks) > len(self._fat):
                raise OleError("a stream loops or leaves the file")
            blocks.append(self._at(at))
            at = self._fat[at]
        return b"".join(blocks)

    def _read_directory(self, directory: bytes) -> dict[str, tuple[int, int, int]]:
        entries: dict[str, tuple[int, int, int]] = {}
        for at in range(0, len(directory) - DIRECTORY_ENTRY + 1, DIRECTORY_ENTRY):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace").lower()
            kind = directory[at + 66]
            start, size = struct.unpack_from("<II", directory, at + 116)
            if kind == ROOT:
                self._root = start
            if name:
                entries[name] = (kind, start, size)
        if not entries:
            raise OleError("no directory")
        return entries

    def _read_small(self, start: int, size: int) -> bytes:
        mini = self._chain(self._root)
        table_bytes = self._chain(self._mini_fat_at)
        table = struct.unpack(f"<{len(table_bytes) // 4}I", table_bytes)
        blocks: list[bytes] = []
        at = start
        while at < SECTOR_FREE:
            if at >= len(table) or len(blocks) > len(table):
                raise OleError("a small stream loops or leaves the file")
            blocks.append(mini[at << self._mini_shift : (at + 1) << self._mini_shift])
            at = table[at]
        return b"".join(blocks)[:size]

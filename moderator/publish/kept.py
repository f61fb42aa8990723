"""The acts of one desk that nobody has answered yet: in a file, so that nothing ends them.

The file grows by a line for each act, and for each that was answered while others wait; where
none does, no act is left in it. A line begins with its break, so that one which was torn spoils
no other.
"""

import asyncio
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from moderator.publish.wire import ActSaid, Unusable, decode, encode
from moderator.store.private import keep_from_others, make_file, make_folder
from moderator.store.whole import write_whole


class KeptActs:
    """Acts by id, in the order in which they were made; `name` names this desk, for good."""

    def __init__(self, path: Path) -> None:
        self._path = path
        name, self._acts = read(path)
        self.name = name or uuid4().hex[:8]
        self._unwritten: dict[str, str] = {}
        self._being_kept = 0
        self._turn = asyncio.Lock()
        self._begin_anew()

    def __len__(self) -> int:
        return len(self._acts)

    def __iter__(self) -> Iterator[ActSaid]:
        return iter(list(self._acts.values()))

    async def keep(self, act: ActSaid) -> None:
        """Keep an act until it is answered; it is on the disk then. Raises OSError.

        Acts that are made while others go to the disk go there together.
        """
        self._unwritten[act.id] = _line(_row_of(act))
        self._being_kept += 1
        try:
            async with self._turn:
                if act.id in self._unwritten:
                    going = dict(self._unwritten)
                    await asyncio.to_thread(self._append, going.values(), lasting=True)
                    self._unwritten = {
                        id_: line for id_, line in self._unwritten.items() if id_ not in going
                    }
        finally:
            self._being_kept -= 1
            self._unwritten.pop(act.id, None)
        self._acts[act.id] = act

    def drop(self, id_: str) -> ActSaid | None:
        """Let go of an act that was answered; None where it is none of these.

        Where that does not reach the disk, the act is sent again, and answered as before.
        """
        act = self._acts.pop(id_, None)
        if act is not None:
            with suppress(OSError):
                if self._acts or self._being_kept:
                    self._append([_line({"answered": id_})])
                else:
                    os.truncate(self._path, len(self._beginning.encode()))
        return act

    def _append(self, lines: Iterable[str], *, lasting: bool = False) -> None:
        """Add lines to the file, in one piece; `lasting` where a power cut must not undo it."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write("".join(lines))
            file.flush()
            if lasting:
                os.fsync(file.fileno())

    @property
    def _beginning(self) -> str:
        """The line with which the file begins, and which is all of it where nothing waits."""
        return _line({"desk": self.name})

    def _begin_anew(self) -> None:
        make_folder(self._path.parent)
        make_file(self._path)
        keep_from_others(self._path)
        lines = [self._beginning, *(_line(_row_of(act)) for act in self)]
        write_whole(self._path, "".join(lines).encode())


def read(path: Path) -> tuple[str, dict[str, ActSaid]]:
    """The name of the desk whose file that is, and its acts by id; empty where there is none."""
    name, acts = "", dict[str, ActSaid]()
    with suppress(OSError):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            match _row(line):
                case {"desk": str(said)}:
                    name = said[:8]
                case {"act": dict(row)}:
                    with suppress(Unusable):
                        act = decode(ActSaid, json.dumps(row).encode())
                        acts[act.id] = act
                case {"answered": str(id_)}:
                    acts.pop(id_, None)
    return name, acts


def _row_of(act: ActSaid) -> object:
    return {"act": json.loads(encode(act))}


def _row(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:  # empty, or torn
        return None


def _line(row: object) -> str:
    return f"\n{json.dumps(row)}"

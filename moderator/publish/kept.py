"""The acts of one desk that nobody has answered yet: in a file, so that nothing ends them."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from moderator.publish.wire import ActSaid, Unusable, decode, encode


class KeptActs:
    """Acts by id, in the order in which they were made; `name` names this desk, for good."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = uuid4().hex[:8]
        self._acts: dict[str, ActSaid] = {}
        self._read()
        self._write()

    def __len__(self) -> int:
        return len(self._acts)

    def __iter__(self) -> Iterator[ActSaid]:
        return iter(list(self._acts.values()))

    def keep(self, act: ActSaid) -> None:
        """Keep an act until it is answered; it is on the disk then. Raises OSError."""
        self._acts[act.id] = act
        self._write(is_new=True)

    def drop(self, id_: str) -> ActSaid | None:
        """Let go of an act that was answered; None where it is none of these."""
        act = self._acts.pop(id_, None)
        if act is not None:
            self._write()
        return act

    def _read(self) -> None:
        with suppress(OSError, ValueError):
            rows = json.loads(self._path.read_text(encoding="utf-8"))
            self.name = str(rows["desk"])[:8]
            for row in rows["acts"]:
                with suppress(Unusable):
                    act = decode(ActSaid, json.dumps(row).encode())
                    self._acts[act.id] = act

    def _write(self, *, is_new: bool = False) -> None:
        """Write the file anew; that an act is gone may be lost, since it is done once anyway."""
        rows = {"desk": self.name, "acts": [json.loads(encode(act)) for act in self]}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(rows, file)
            file.flush()
            if is_new:
                os.fsync(file.fileno())
        beside.replace(self._path)

"""Cold storage: posts that nothing happens to, compressed, many to a block.

Of a fair's posts a few are talked about, and very many only have to be there. What nobody
touched for a while is put away with its verdicts, all in memory; whoever looks at it next
finds it as it was, and it is warm again.
"""

import marshal
import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from moderator.core.posts.node import Node
from moderator.core.posts.packing import Packed, packed, unpacked

WARM = 2_000
"""Posts that stay as they are: those that were touched last."""

BLOCK = 16
"""Posts that are compressed together: the more, the smaller they get, and the slower to find."""

_QUICKLY = 1


class ColdStorage:
    """Keeps those posts warm that were touched last, and puts away the others."""

    def __init__(self) -> None:
        self._warm: dict[Node, None] = {}

    def touch(self, node: Node) -> None:
        """Keep a post warm for a while; where twice as many are as should be, the oldest goes."""
        self._warm.pop(node, None)
        self._warm[node] = None
        self._put_away(2 * WARM)

    def tidy(self) -> None:
        """Put away all but those that were touched last."""
        self._put_away(WARM)

    def _put_away(self, most: int) -> None:
        while len(self._warm) >= most + BLOCK:
            oldest = list(islice(self._warm, BLOCK))
            for node in oldest:
                del self._warm[node]
            _put_away([node for node in oldest if node.post is not None], self)


class Block:
    """Some posts of a storage, compressed."""

    __slots__ = ("_data", "_storage")

    def __init__(self, kept: list[Packed], storage: ColdStorage) -> None:
        self._data = zlib.compress(marshal.dumps(kept), _QUICKLY)
        self._storage = storage

    def give_back(self, node: Node) -> None:
        """Let a post be as it was, by its place here."""
        node.post, node.given, node.verdict = unpacked(_opened(self._data)[node.place])
        self._storage.touch(node)


def _put_away(nodes: Sequence[Node], storage: ColdStorage) -> None:
    block = Block([packed(each.seen, each.given, each.verdict) for each in nodes], storage)
    for place, node in enumerate(nodes):
        node.away, node.place = block, place
        del node.post, node.given, node.verdict


@lru_cache(maxsize=16)
def _opened(data: bytes) -> list[Packed]:
    opened: list[Packed] = marshal.loads(zlib.decompress(data))  # noqa: S302 - our own bytes
    return opened

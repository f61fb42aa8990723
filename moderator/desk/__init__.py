"""What the moderator sees and touches: the desk, and the same board as lines of text.

On top lies what is started: `app`, on its `frame`, and `plain`. Under them are two faces, drawn
(screens, panels, content) and told (orders, telling), over one body: choices, nudge, news,
sentences, keys, lists, words. Each room says in its first line what it is for.
"""

import os

from moderator.desk.pace import PICTURES

os.environ.setdefault("TEXTUAL_FPS", str(PICTURES))  # Textual asks for it when it is loaded

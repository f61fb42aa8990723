"""What the moderator sees and touches: the desk, and the same board as lines of text."""

import os

from moderator.desk.pace import PICTURES

os.environ.setdefault("TEXTUAL_FPS", str(PICTURES))  # Textual asks for it when it is loaded

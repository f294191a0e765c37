"""Texts with Word's four counts; the server's counter and the browser's are both held to them."""

import json
from pathlib import Path
from typing import Any, Final

VECTORS: Final[list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "length_vectors.json").read_text(encoding="utf-8")
)
COUNTS: Final = ("word_count", "characters", "characters_no_spaces", "paragraphs")

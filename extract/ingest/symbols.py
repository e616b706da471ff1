"""Characters of symbol fonts (Symbol, Wingdings, Webdings), which documents use for bullets, ticks and ≥, in Unicode."""

from __future__ import annotations

# Bullets are drawn with symbol fonts, whose characters stand in the private use area: the shapes that plans really use.
SYMBOLS = {
    "symbol": {0xB7: "•", 0x2D: "-", 0x2B: "+", 0x2A: "*", 0xB3: "≥", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷",
               0xB9: "≠", 0xBB: "≈", 0xAE: "→", 0xDE: "⇒", 0xD7: "·", 0x6D: "µ", 0x62: "β", 0x61: "α", 0x44: "∆", 0x53: "∑"},
    "wingdings": {0xA7: "▪", 0x6E: "■", 0x6C: "●", 0x71: "❑", 0x76: "❖", 0x77: "◆", 0xD8: "➢", 0xE8: "➔", 0xE0: "→", 0xF0: "⇨",
                  0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0x72: "❑", 0x9F: "•", 0x2D: "-", 0x20: " ",
0x46: "☞", 0x40: "🖎", 0x28: "☎", 0x2A: "✉", 0xAB: "★"},
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0xA3: "□", 0x97: "●", 0xAE: "★"},
    "webdings": {0x61: "✓", 0x63: "□"},
}  # fmt: skip


def symbol(code: int, font: str | None) -> str:
    """The Unicode character of one that is drawn with a symbol font; an unknown shape is a bullet."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    table = SYMBOLS.get((font or "").lower())
    if table is None and 0xF000 <= code <= 0xF0FF:
        table = SYMBOLS["symbol"] if low == 0xB7 else SYMBOLS["wingdings"]
    if table is not None and low in table:
        return table[low]
    if 0xE000 <= code <= 0xF8FF:
        return chr(low) if 0x20 < low < 0x7F and (font or "").lower() == "symbol" else "•"
    return chr(code)

"""Knowledge of the language and the administration, as data files with their sources, and the look-ups over them."""

from extract.lexicon import gazetteer
from extract.lexicon.abbreviations import expand_abbreviations
from extract.lexicon.confidence import confidence
from extract.lexicon.keys import bare_key, key
from extract.lexicon.tables import rows, tree

__all__ = ["bare_key", "confidence", "expand_abbreviations", "gazetteer", "key", "rows", "tree"]

"""评分规则: one YAML file that says how points are earned and lost, from which facts, on whose word, with which limits.

`load` reads and checks a file; what it returns is plain, immutable data that `law.scoring.compile` turns into columns.
"""

from gongkai.law.reading import Refused
from gongkai.law.rulebook.loading import Rulebook, Shelf, load

__all__ = ["Refused", "Rulebook", "Shelf", "load"]

"""评分: rulebook and facts to scores; exact, explained, and the same for one unit and a million.

`compile(rulebook).score(facts)` gives `law.results.Results`.
"""

from gongkai.law.facts import Facts, Mark
from gongkai.law.scoring.compiling import Compiled, compile

__all__ = ["Compiled", "Facts", "Mark", "compile"]

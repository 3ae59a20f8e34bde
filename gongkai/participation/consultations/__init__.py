"""征求意见 (重大决策条例-15, BW-9.1–9.4): a draft is out for so many days; every opinion gets its answer."""

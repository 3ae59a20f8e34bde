"""重大行政决策 (重大决策条例-3, BW-9.1–9.4, KF-4.1): a yearly catalogue, and every procedure of each of its matters."""

"""听证会、座谈会、列席、开放日 (重大决策条例-16, -17, BW-9.1–9.4): who comes is drawn so that anybody can redo it."""

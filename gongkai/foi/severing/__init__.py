"""区分处理 (条例-37): what may be given of a document is given, what may not is cut out, and each cut says why."""

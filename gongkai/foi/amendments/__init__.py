"""更正本人信息 (条例-41): a wish to have a record about oneself put right; a register beside the requests."""

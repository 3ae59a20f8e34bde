"""结果出去、用起来: notice and circular, the public result, and what the result counts for."""

"""报送进展: what units tell of their tasks by a day, 无进展可报 included, on the page or in a workbook (SQ-6.6)."""

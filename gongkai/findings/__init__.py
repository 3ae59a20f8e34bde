"""问题与整改: problems found at units, known again from round to round; incidents; rectification with its clock."""

"""领导小组和分工: who heads openness in a unit, each change a step, the composition published (TZ-5.1, SQ-6.1)."""

"""说明: one compact record a unit, made by the code that computes, from which every sentence is rendered."""

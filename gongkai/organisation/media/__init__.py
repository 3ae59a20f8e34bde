"""政务新媒体: accounts of units, what happens there day by day, what readers write (SQ-6.4, 国办发〔2018〕123号)."""

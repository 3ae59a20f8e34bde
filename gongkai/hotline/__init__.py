"""12345 与投诉: what people ask of the government, from the moment it is told to their word on the reply (KF-2.2)."""

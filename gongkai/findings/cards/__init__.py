"""电子监察: yellow and red cards for dates of every room of the house, and of matters brought in (KF-4.2)."""

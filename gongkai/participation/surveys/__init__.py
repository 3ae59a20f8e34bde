"""社会评议: questionnaires on how the openness of units is seen, and what they count for (KF-6.1, TZ-5.3)."""

"""季度通报: figures of services and cards, published by the quarter (KF-4.2)."""

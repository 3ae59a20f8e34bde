"""公众参与: major decisions, opinions on drafts, hearings and talks, questionnaires (BW-9.1–9.4, KF-4.1, KF-6.1)."""

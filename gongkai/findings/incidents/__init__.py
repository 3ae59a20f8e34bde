"""事件登记: leaks, petitions, exposure and the like, each with evidence, confirmed by the office (KF-T1.9, TZ-6.3)."""

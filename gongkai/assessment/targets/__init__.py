"""目标任务: how many items each unit is to publish in a year (DY-F1), decided upon, and every version of it kept."""

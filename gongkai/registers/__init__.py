"""清单: lists that a unit keeps row by row (权力清单, 随机抽查事项清单, 信用名单 …), revised in reviewed steps."""

"""撰写与审校: what stands beside a form: findings and who judged them, texts not yet saved, links, look-alikes."""

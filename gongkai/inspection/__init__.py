"""网站自查: what is really public, looked through against the national indicators (BW-12.2, 国办秘函〔2019〕19号)."""

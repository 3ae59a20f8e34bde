"""填报表: what an assessor or a unit gives in a campaign, as a signed workbook that comes back filled in."""

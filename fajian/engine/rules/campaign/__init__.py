"""CAM: the discipline of a campaign, judged from its tasks and ledgers."""

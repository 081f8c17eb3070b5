"""统计与文书: what a report on a campaign says. Reads everything, writes nothing."""

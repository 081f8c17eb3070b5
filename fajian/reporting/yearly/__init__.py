"""年度行政执法统计: tables declared in content/statistics, counted from the records, kept when they are submitted."""

"""随机抽取: prepared, committed, drawn; knows ids, not what they stand for."""

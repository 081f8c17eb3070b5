"""登记清单: what offices enforce by, with and through, cleared and published."""

"""综合查一次: many units' plans into the fewest visits."""

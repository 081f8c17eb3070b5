"""涉企检查: what is inspected: targets, plans, visits, results."""

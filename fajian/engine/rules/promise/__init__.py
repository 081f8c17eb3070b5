"""PRM: permits upon a promise (告知承诺)."""

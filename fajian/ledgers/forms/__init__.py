"""Forms of the pages on ledgers. Those of entries come from the ledger's spec; each error is a sentence."""

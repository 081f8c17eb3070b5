"""CRD: repair of credit, objections, changes told to the credit platform."""

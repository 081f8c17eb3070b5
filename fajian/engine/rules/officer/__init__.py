"""OFF: certificates, assistants and training."""

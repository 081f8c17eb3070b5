"""人员与证件: who enforces: certificates, training, tests, equipment, appraisals."""

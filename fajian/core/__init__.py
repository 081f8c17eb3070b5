"""What every app stands on and no business word enters: commands, audit, workflow, jobs, files, notices."""

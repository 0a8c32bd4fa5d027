"""What we keep. SQL and nothing else."""

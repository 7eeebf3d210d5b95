"""What a workflow's files alone show: publishing jobs, their publishers, and findings."""

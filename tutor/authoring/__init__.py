"""What people who write lessons run."""

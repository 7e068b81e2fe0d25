"""What one sentence asserts, by kind, as mentions with typed slots."""

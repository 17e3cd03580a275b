"""首页: the leader's page."""

"""What all desks share: the page frame, security middleware, files, tags. No desk of its own."""

"""What is told of the running service: whether it is ready, how much it does, what went wrong."""

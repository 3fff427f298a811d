"""How the atlas is kept running: web processes, computing processes, and what keeps both."""

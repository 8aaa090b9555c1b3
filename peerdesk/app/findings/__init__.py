"""The Findings page: what the team concludes, the evidence behind it, and what it recommends."""

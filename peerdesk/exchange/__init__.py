"""What travels between laptops: bundles, joining, and merging them into one body of evidence."""

"""The Feedback page: what goes into the documents, the check, and writing them."""

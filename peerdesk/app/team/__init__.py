"""The lead's Team page: bring in, laptops, send out."""

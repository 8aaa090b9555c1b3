"""The records, words and rules of a peer challenge; pure functions, standard library only."""

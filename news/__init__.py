"""What we think about news. Pure: no await, clock, SQL, network, randomness."""

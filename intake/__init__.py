"""What reaches the district about a child before it works with the family: requests for help."""

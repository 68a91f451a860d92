"""What a packet says, and which packets there are."""

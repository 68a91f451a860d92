"""Loading a bundle: stage its rows, then change the district's tables set by set."""

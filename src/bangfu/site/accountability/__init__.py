"""What the regulations propose to follow from what was found here, for people to weigh."""

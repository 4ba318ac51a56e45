"""Official papers: made from data, edited, issued under a number that no other has, read by whom they are addressed to."""

"""What people hold in hand: the board of a county on screen, as a workbook and as a page."""

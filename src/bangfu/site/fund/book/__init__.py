"""Plans, projects and money as a workbook: every row is a form of the pages that was filled in, and is refused as they are."""

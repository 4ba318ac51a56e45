"""Tips: what the public and members report, from their arrival to whether they say it was solved."""

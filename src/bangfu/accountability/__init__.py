"""What should follow by the regulations: findings and rankings × roster → proposals. Nothing here is decided."""

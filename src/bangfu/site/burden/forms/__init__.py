"""What is entered about forms, costs and complaints."""

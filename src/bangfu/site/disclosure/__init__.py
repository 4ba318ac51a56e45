"""What a county tells the public: which unit assists which village, by post, and whom to call."""

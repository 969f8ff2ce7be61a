"""What is done with looking back: ask, remind, close, improve, intend."""

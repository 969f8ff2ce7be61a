"""What pages ask of looking back."""

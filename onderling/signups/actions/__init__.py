"""What people do in a round: take part, wish, take and give back places, divide them."""

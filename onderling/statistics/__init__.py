"""The engine that counts answers: plain Python, no Django; also what must stay hidden."""

"""What a result claims, checked against the problem alone: rules, figures, prices, reasons."""

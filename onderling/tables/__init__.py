"""Tables in and out: xlsx, ods, csv and pasted cells, as text that a person would recognise."""

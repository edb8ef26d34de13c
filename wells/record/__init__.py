"""Tables to edit, one document to read: which table holds which noun, and the way there and back."""

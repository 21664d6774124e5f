"""What is checked at the door: arguments, and data; each error says what was expected and received."""

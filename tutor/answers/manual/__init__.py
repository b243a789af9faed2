"""What Keras, NumPy and the session say of their own names."""

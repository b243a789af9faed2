"""The words everything else is written in. Standard library only, no input and no output."""

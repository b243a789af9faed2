"""What a question gets: a term of the glossary, an error in human words."""

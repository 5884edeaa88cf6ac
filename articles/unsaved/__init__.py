"""What is typed and not saved, and who types: kept on the server while a story's form is open."""

"""What is published: the branch of notebooks and the README."""

"""Files that are hostile or merely odd, made in code, each with the verdict it must get."""

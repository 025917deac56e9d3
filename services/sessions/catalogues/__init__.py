"""Lists of the field that are the same for everybody, read once from the files beside this one."""

"""Files that would kill or fool the readers, and files that are merely ugly."""

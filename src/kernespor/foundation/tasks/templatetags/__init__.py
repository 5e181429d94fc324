"""What templates of this part draw with."""

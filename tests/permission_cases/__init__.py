"""What the cases of the permission matrix mean, one module for each part of the product."""

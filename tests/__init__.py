"""The promises the product makes, held; folders mirror the packages."""

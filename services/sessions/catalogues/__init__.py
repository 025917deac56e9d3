"""Lists of the field that come with the house as data; what people write from them is free."""

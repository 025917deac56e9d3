"""What time, or a fact of another service, sets off here. A reaction never does what people do."""

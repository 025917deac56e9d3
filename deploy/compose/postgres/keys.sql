-- Wrapped keys live apart from the events that they open.
CREATE DATABASE alongside_keys;

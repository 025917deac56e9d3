"""From a log to everybody who follows it: the relay publishes, views take in, poisoned streams wait."""

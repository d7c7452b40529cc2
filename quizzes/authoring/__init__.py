"""What authors write, from YAML to the model. Every mistake is reported with its place and what to write instead."""

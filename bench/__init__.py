"""The figures Baton promises, each measured beside a yardstick of the same run."""

"""Programs that measure qualcode and print tables with ratios; none of them is a test."""

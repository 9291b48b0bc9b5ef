"""What leaves the workshop: slides, report, archive."""

"""What readers of sums alone are answered: no figure that tells of fewer than three projects."""

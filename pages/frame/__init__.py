"""What surrounds a page: navigation, filters, heading, links to share."""

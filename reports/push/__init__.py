"""Reviews, bulletins and alerts are sent: to groups' robots and by mail, each part once."""

"""One file a widget; widgets know record types, never the Store."""

"""批量办理: one piece of work on many documents, looked at before it is done, taken back where that can be."""

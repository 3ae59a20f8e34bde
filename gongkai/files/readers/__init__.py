"""Text out of files of each kind. Runs in a limited child (``files.child``) and knows neither Django nor the store.

Each module's ``read`` takes the file's bytes and returns what ``parts.told`` makes: the text part by part, and what in
the file does not meet the eye. It raises ``Unreadable`` where neither can be had.
"""

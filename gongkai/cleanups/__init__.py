"""文件清理: the office has units judge their documents anew; all validities move at once, the result is public."""

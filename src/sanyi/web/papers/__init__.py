"""文件: documents, their versions, readings and corrections."""

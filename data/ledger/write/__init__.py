"""Workbooks that leave: the template, an exported version, an uploaded ledger with its findings marked."""

"""责任人和限定查看: who answers for a record and looks at it again (BW-6.1.5), who alone reads its draft (DY-4)."""

"""热线公布: figures of a month or quarter, typical questions with their answers, agreed to and public (KF-2.2)."""

"""How well searches are answered, on judged sets: files of queries, documents and judgements."""

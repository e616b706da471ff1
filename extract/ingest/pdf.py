def read_pdf(data, source):
    import pypdfium2

    from extract.ingest.base import Block

    doc = pypdfium2.PdfDocument(data)
    source.blocks = [
        Block(line, page=i + 1, wrapped=True)
        for i in range(len(doc))
        for line in doc[i].get_textpage().get_text_range().replace("\r\n", "\n").split("\n")
    ]
    source.pages = len(doc)

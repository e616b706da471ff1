def looks_like_markdown(data):
    return False

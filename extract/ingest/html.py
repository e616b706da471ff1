def looks_like_html(data):
    return False

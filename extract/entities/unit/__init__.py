"""How units are found: heads and fields (data), a grammar of names, groups, the issuer's context, canonical names."""

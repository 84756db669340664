"""The web pages of the service: for now the page of one case, opened by the signed links in LINE messages."""

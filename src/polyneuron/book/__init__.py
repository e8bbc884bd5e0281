"""What makes the editions: catalogues, notebooks, execution and the site."""

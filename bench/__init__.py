"""How fast the product is as deployed: see README.md in this folder."""

"""One cell as people write it: amounts, days, words."""

"""The link checker: visits the links of posts, and judges what came of it. Knows no feed."""

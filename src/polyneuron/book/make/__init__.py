"""What is made by hand, seldom, and committed or published: the plot font, the sample of digits, the data set beside
the pages.

In: fonts of the system, scikit-learn's digits, the real MNIST. Out: files in `src/polyneuron/` and beside the pages.
No other room may need it while it builds.
"""

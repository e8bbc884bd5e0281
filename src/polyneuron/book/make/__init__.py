"""What is made by hand, seldom, and committed or published: the plot font, the digits sample, data beside the pages.

In: fonts of the system, the Chinese catalogues, scikit-learn's digits, the real MNIST. Out: files in `src/polyneuron/`
and beside the pages. May not know lessons or editions, and nothing that is built needs it: `cli` starts it, and `lint`
looks at what it promises.
"""

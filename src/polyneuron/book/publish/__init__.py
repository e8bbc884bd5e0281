"""Publishing: what is built becomes the branch `notebooks`, with its history.

In come the built notebooks, what they printed, the built pages and the branch as it was published last; out go a git
repository whose branch is one commit further, and a bundle of it for whoever may push. Knows nothing of GitHub beyond
the addresses of the settings, and has no right to push.
"""

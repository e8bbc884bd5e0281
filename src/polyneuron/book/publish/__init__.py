"""Publishing: what is built becomes the branch of notebooks, one commit further, and the README's table of links.

In: the built notebooks, what they printed, the built pages, the branch as it was published last. Out: a git repository
with that branch, and a bundle of it for whoever may push. May not push, or know other hosts than those of the settings.
"""

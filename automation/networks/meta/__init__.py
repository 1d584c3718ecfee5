"""Meta's networks: Instagram, Threads and Facebook Pages.

All three speak Meta's Graph API, so what they share stands here: the line to a Graph host, what
its errors mean, its usage headers, containers, and how our own posts are recognised. Each network
is a package of its own opened by its SPEC, and none imports another.
"""

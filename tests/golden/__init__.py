"""What the product says about made-up districts, written down so that two releases can be compared.

It looks from outside: commands by their published names, pages as each role reads them, the text
of every paper. Nothing here imports an application, so the same code runs on either release.
"""

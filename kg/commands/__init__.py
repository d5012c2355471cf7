"""The commands of ``kg``, a module for each thing one does: make, ask, look, judge. Each parses, calls one function of the library, prints.

Heavy libraries are imported inside the commands that need them, so that ``kg --help`` answers at once.
"""

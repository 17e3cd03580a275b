"""The office's year in a browser: one Django app per desk, views that call the library.

Only this package imports Django. Models hold what people wrote and what was decided; they compute
nothing. Rows become records of the library in ``adapters.py`` of an app and nowhere else.
"""

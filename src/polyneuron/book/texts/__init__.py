"""Messages and their translation: what a person reads is found, kept in catalogues, and put back in another language.

In: lessons and tables as `source/` reads them, and the catalogues in `locales/`. Out: messages, merged catalogues,
localised lessons, interface texts, with a problem for whatever a translation lost. May not know how a notebook or a
page looks.
"""

"""How what people write in English is read: lessons, exercises, questions, term base, course map, settings.

In: the files in `chapters/`, `pages/`, `locales/glossary.csv`, `_config.yml` and `_toc.yml`. Out: objects of `model/`,
and every problem of form with its line. May not know translations, notebooks or pages.
"""

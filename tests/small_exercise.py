"""A short lesson with two exercises, for the small project."""

from textwrap import dedent

from tests.conftest import FRONT_MATTER

LESSON = FRONT_MATTER + dedent(
    """\
    (small)=
    # A small lesson

    ```{code-cell} ipython3
    :tags: [set-up]
    import polyneuron

    polyneuron.use_language("en")
    ```

    (small-exercises)=
    ## Exercises

    :::::{exercise} Twice as much
    :name: exercise-twice
    :kind: write
    :minutes: 3
    :points: 2

    Write `twice`, which doubles a number.

    :::{hint}
    Multiply by **two**.
    :::

    ```{scaffold}
    def twice(number):
        # your code
        ...
    ```

    ```{solution}
    def twice(number):
        # two of them
        return 2 * number
    ```

    ```{check}
    check(twice(1) is not None, "`twice` returns nothing.")
    check(twice(3) == 6, f"Twice 3 is 6. Yours: {twice(3)}")
    ```

    ```{hidden-check}
    check(twice(-1) == -2, "Look at negative numbers.")
    ```

    ```{wrong} Twice 3 is 6
    def twice(number):
        return number + 2
    ```

    ```{wrong} negative numbers
    def twice(number):
        return 2 * abs(number)
    ```
    :::::

    :::::{exercise} Why
    :name: exercise-why
    :kind: explain
    :minutes: 2
    :points: 5

    Say how many, and why.

    ```{scaffold}
    many = ...
    ```

    ```{solution}
    many = 6
    print(many)
    ```

    ```{check}
    check(many == 6, "Count again.")
    ```

    ```{wrong} Count again
    many = 7
    ```

    :::{model-answer}
    Because of *that*.
    :::
    :::::
    """
)

TRANSLATIONS = {
    "A small lesson": "درسی کوچک",
    "Exercises": "تمرین‌ها",
    "Twice as much": "دو برابر",
    "Write `twice`, which doubles a number.": "تابع `twice` را بنویسید که عدد را دو برابر کند.",
    "Multiply by **two**.": "در **دو** ضرب کنید.",
    "your code": "کد شما",
    "two of them": "دو تا از آن",
    "`twice` returns nothing.": "تابع `twice` چیزی برنمی‌گرداند.",
    "Twice 3 is 6. Yours: {twice(3)}": "دو برابر 3 می‌شود 6. پاسخ شما: {twice(3)}",
    "Look at negative numbers.": "به عددهای منفی نگاه کنید.",
    "Why": "چرا",
    "Say how many, and why.": "بگویید چند تا و چرا.",
    "Count again.": "دوباره بشمارید.",
    "Because of *that*.": "به خاطر *آن*.",
}

"""A short lesson with one exercise that has variants, for the small project."""

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

    :::::{exercise} A sum
    :name: exercise-sum
    :kind: predict
    :minutes: 3
    :points: 2

    The numbers are {{first}} and {{second}}, in code `[{{first}}, {{second}}]`. What is their sum (`total`)?

    :::{hint}
    Begin with {{pair[1]}}, and with $s = {{second}}$.
    :::

    ```{variants}
    first = pick(2.5, [2.5, 3.5, 7.25])
    second = pick(-40000, [-40000, -7, -12])
    pair = [second, first]
    ```

    ```{scaffold}
    total = ...
    ```

    ```{solution}
    total = first + second
    ```

    ```{check}
    check(total != first - second, f"Not {first - second}: mind the sign of {second}.")
    check(total == first + second, f"Add {pair[0]} again. Yours: {total}")
    ```

    ```{hidden-check}
    check(total + 1 == 1 + first + second, "Only instructors see this.")
    ```

    ```{wrong} mind the sign of
    total = first - second
    ```

    ```{wrong} again. Yours
    total = second
    ```
    :::::
    """
)

TRANSLATIONS = {
    "A small lesson": "درسی کوچک",
    "Exercises": "تمرین‌ها",
    "A sum": "یک مجموع",
    "The numbers are {{first}} and {{second}}, in code `[{{first}}, {{second}}]`. What is their sum (`total`)?": (
        "در کد `[{{first}}, {{second}}]`، عددها {{second}} و {{first}} هستند. مجموع (`total`) چند است؟"
    ),
    "Begin with {{pair[1]}}, and with $s = {{second}}$.": "با {{pair[1]}} آغاز کنید و با $s = {{second}}$.",
    "Not {first - second}: mind the sign of {second}.": "نه {first - second}: حواستان به علامت {second} باشد.",
    "Add {pair[0]} again. Yours: {total}": "عدد {pair[0]} را دوباره بیفزایید. پاسخ شما: {total}",
    "Only instructors see this.": "فقط مدرس‌ها این را می‌بینند.",
}

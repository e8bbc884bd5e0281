"""What readers of each language search for, and what a section must hold to be meant by it.

A pattern is looked for in the text that a browser shows, in lower case and without marks where the language is Yoruba;
where there are several, a section must hold them all.
"""

QUERIES: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "en": [
        ("gradient descent", (r"\bgradients?\b", r"\bdescent\b")),
        ("overfitting", (r"\boverfit",)),
        ("weights", (r"\bweight(s|ed|ing)?\b|weight_|_weights?\b",)),
        ("derivative", (r"\bderivatives?\b",)),
        ("BinaryCrossentropy", (r"binarycrossentropy",)),
        ("x_train", (r"\bx_train\b",)),
        ("shuffled", (r"\bshuffl|_shuffl",)),
        ("epochs", (r"epochs?(?![a-z])",)),
    ],
    "yo": [
        ("isokora", (r"\bisokora",)),
        ("ìsokọ́ra", (r"\bisokora",)),
        ("ọpọlọ iṣan", (r"\bopolo\b", r"\bisan\b")),
        ("opolo isan", (r"\bopolo\b", r"\bisan\b")),
        ("ipadanu", (r"\bipadanu",)),
        ("ìwúwo", (r"\biwuwo",)),
        ("asise", (r"\basise",)),
        ("akoju", (r"\bakoju",)),
        ("geregere", (r"\bgeregere",)),
    ],
    "zh": [
        ("神经元", (r"神经元",)),
        ("梯度", (r"梯度",)),
        ("反向传播", (r"反向传播",)),
        ("误差反向传播", (r"误差", r"反向传播")),
        ("學習率", (r"学习率",)),
        ("損失函數", (r"损失函数",)),
        ("过拟合", (r"过拟合",)),
        ("权重", (r"权重",)),
        ("激活", (r"激活",)),
        ("Dense", (r"(?<![a-z])denses?(?![a-z])",)),
    ],
    "fa": [
        ("شبکههای", (r"شبکه",)),
        ("شبکه‌های", (r"شبکه",)),
        ("شبکه های", (r"شبکه",)),
        ("يادگيري", (r"یادگیری",)),
        ("نورونها", (r"نورون",)),
        ("گراديان", (r"گرادیان",)),
        ("خطای", (r"(?<!\w)خطا(?!\w)|(?<!\w)خطا(ی|ها|\u200c)",)),
        ("پس انتشار", (r"(?<!\w)پس(?!\w)", r"(?<!\w)انتشار")),
        ("پسانتشار", (r"پس‌انتشار",)),
        ("وزنها", (r"(?<!\w)وزن(?!\w)|(?<!\w)وزن(ها|ش|ی)",)),
    ],
    "ru": [
        ("ошибок", (r"\bошиб(ка|ки|ке|ку|кой|ок|кам|ками|ках)\b",)),
        ("слоев", (r"\bсло(й|я|ю|ём|ем|е|и|ёв|ев|ям|ями|ях)\b",)),
        ("весами", (r"\bвес(а|у|ом|е|ов|ам|ами|ах)?\b",)),
        ("нейроны", (r"\bнейрон(а|у|ом|е|ы|ов|ам|ами|ах)?\b",)),
        ("градиентного спуска", (r"\bградиентн", r"\bспуск(а|у|ом|е)?\b")),
        ("эпоха", (r"\bэпох(а|и|е|у|ой|ам|ами|ах)?\b",)),
        ("переобучением", (r"\bпереобучен",)),
        ("точностью", (r"\bточност(ь|и|ью|ей|ям|ями|ях)\b",)),
        ("еще", (r"\bещё\b",)),
    ],
    "pl": [
        ("blad", (r"\bbł[ęą]d(y|u|em|zie|ów|ami|ach|om|owi)?\b|\bbłędzie\b",)),
        ("wagą", (r"\bwag(a|i|ę|ą|om|ami|ach)?\b|\bwadze\b",)),
        ("sieciami", (r"\bsie(ć|ci|cią|ciami|ciach|ciom)\b",)),
        ("neuronow", (r"\bneuron",)),
        ("gradientu", (r"\bgradient",)),
        ("strata", (r"\bstra(ta|ty|cie|tę|tą|t|tom|tami|tach)\b",)),
        ("warstwie", (r"\bwarstw(a|y|ie|ę|ą|om|ami|ach)?\b",)),
        ("wykresem", (r"\bwykres(u|owi|em|ie|y|ów|om|ami|ach)?\b",)),
        ("nachylenia", (r"\bnachylen",)),
    ],
}
FIRST: dict[str, list[tuple[str, str]]] = {
    "en": [
        ("back propagation", "backpropagation"),
        ("back-propagation", "backpropagation"),
        ("minibatch", "mini-batch"),
        ("mini batch", "mini-batch"),
        ("normalize", "normalization"),
        ("neural networks", "neural network"),
        ("0,42", "One neuron is one sum"),
    ],
    "yo": [("isokora opolo isan", "ìsokọ́ra ọpọlọ iṣan (neural network)")],
    "zh": [
        ("梯度是什么", "梯度 (gradient)"),
        ("什麼是梯度", "梯度 (gradient)"),
        ("神經網路", "神经网络 (neural network)"),
        ("資料集", "数据集 (dataset)"),
        ("機率", "概率 (probability)"),
    ],
    "fa": [
        ("شبکۀ عصبی", "شبکهٔ عصبی (neural network)"),
        ("شبکه ی عصبی", "شبکهٔ عصبی (neural network)"),
        ("شبكة عصبي", "شبکهٔ عصبی (neural network)"),
    ],
    "ru": [
        ("кроссэнтропия", "кросс-энтропия (cross-entropy)"),
        ("нейронная сеть", "нейронная сеть (neural network)"),
        ("нейронных сетей", "нейронная сеть (neural network)"),
        ("потеря", "потери (loss)"),
    ],
    "pl": [
        ("siec neuronowa", "sieć neuronowa (neural network)"),
        ("sieci neuronowych", "sieć neuronowa (neural network)"),
        ("wynik", "wynik (score)"),
    ],
}
"""What readers type → the title that must come first."""
QUESTIONS: dict[str, list[tuple[str, str]]] = {
    "en": [
        ("what is a gradient", "gradient"),
        ("why does training stop improving", "Early stopping"),
        ("sigmoid vs tanh", "Saturation: when a neuron stops listening"),
        ("why does relu die", "ReLU and its family"),
        ("28x28", "shape"),
    ],
    "yo": [("kí ni gẹ̀rẹ́gẹ̀rẹ́", "gẹ̀rẹ́gẹ̀rẹ́ (gradient)")],
    "zh": [
        ("损失函数怎么选", "损失函数 (loss function)"),
        ("学习速率", "学习率 (learning rate)"),
        ("BP算法", "反向传播 (backpropagation)"),
        ("为什么准确率很高", "准确率 (accuracy)"),
        ("网络学不会怎么办", "学不会的网络：一个待破的案子"),
        ("手机能运行吗", "三种方式"),
        ("电脑没有显卡能学吗", "从这里开始：可以打开、可以运行的网络"),
        ("为什么损失不下降", "早停 (early stopping)"),
        ("过拟合了怎么办", "过拟合 (overfitting)"),
        ("学习率太大会怎样", "步子该多大？"),
        ("梯度为什么会消失", "梯度消失 (vanishing gradient)"),
        ("28x28", "形状 (shape)"),
    ],
    "fa": [
        ("شبکه عصبی چیست", "شبکهٔ عصبی (neural network)"),
        ("چطور نصب کنم", "بررسی نرم‌افزارهای نصب‌شده"),
        ("تابع هزینه", "تابع زیان (loss function)"),
        ("نرون", "نورون (neuron)"),
    ],
    "ru": [
        ("почему умирает relu", "ReLU и её семья"),
        ("что такое градиент", "градиент (gradient)"),
        ("перекрёстная энтропия", "кросс-энтропия (cross-entropy)"),
        ("исчезающий градиент", "затухание градиента (vanishing gradient)"),
        ("28х28", "форма (shape)"),
    ],
    "pl": [
        ("dlaczego relu umiera", "ReLU i jej rodzina"),
        ("co to jest gradient", "gradient"),
        ("przetrenowanie", "przeuczenie (overfitting)"),
        ("spadek gradientu", "metoda gradientu prostego (gradient descent)"),
    ],
}
"""Questions, other names and other signs → a title that must be among the first three."""
NEAR: dict[str, list[tuple[str, str, str]]] = {
    "en": [
        ("activation fuction", "fuction", "activation function"),
        ("gradeint", "gradeint", "gradient"),
        ("backpropgation", "backpropgation", "backpropagation"),
        ("learnin rate", "learnin", "learning rate"),
        ("optimiser", "optimiser", "optimizer"),
        ("gradient descent of the xyzzy", "gradient descent of the xyzzy", "gradient descent"),
    ],
    "zh": [("反向传播算法", "反向传播算法", "反向传播"), ("梯度下降法", "梯度下降法", "梯度下降")],
    "ru": [("градиэнт", "градиэнт", "градиент")],
    "pl": [("fukcja aktywacji", "fukcja", "funkcja aktywacji")],
}
"""What no page says so → the word that is unknown, and what the first title must hold."""
NOTHING = {
    "en": ("xyzzy", "cryptocurrency", "gradient xyzzy"),
    "yo": ("xyzzy", "kọ́nsónáńtì", "isokora xyzzy"),
    "zh": ("区块链", "股票", "神经元区块链", "股票怎么买", "今天天气很好吗"),
    "fa": ("رمزارز", "xyzzy", "شبکه رمزارز"),
    "ru": ("криптовалюта", "xyzzy", "нейрон криптовалюта"),
    "pl": ("kryptowaluta", "xyzzy", "neuron kryptowaluta"),
}
"""What no page speaks of."""

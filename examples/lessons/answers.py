import re

# What you say. Write your own lines between the quotation marks, and run again.
TALK = [
    "I feel lost today.",
    "Because nobody listens to me.",
    "My brother used to call me every week.",
    "You are only a program.",
    "我觉得很累。",
    "因为没有人听我说话。",
    "你只是一个程序。",
]

# A pattern, and an answer. {} takes what stood in the pattern's brackets. The first that fits is used.
RULES = [
    (r"\bi feel (.+)", "When was it that you did not feel {}?"),
    (r"\bbecause (.+)", "If it were not so that {}, what would be different?"),
    (r"\byou are (.+)", "What would it change if I were not {}?"),
    (r"\bmy (\w+)", "Your {} seems to be on your mind."),
    (r"我觉得(.+)", "你什么时候不觉得{}？"),
    (r"因为(.+)", "假如不是{}，会有什么不同？"),
    (r"你(只?是.+)", "假如我不{}，对你有什么不同？"),
    (r"[\u4e00-\u9fff]", "还有呢？"),
    (r"", "And what else?"),
]
TURNED = {
    "i": "you",
    "me": "you",
    "my": "your",
    "am": "are",
    "you": "I",
    "your": "my",
    "我": "你",
    "你": "我",
}


def answer(said: str) -> str:
    said = said.lower().strip(" .!?。！？")
    reply, found = next((reply, found) for pattern, reply in RULES if (found := re.search(pattern, said)))
    words = found[1] if found.groups() else ""
    return reply.format(re.sub("[a-z]+|[我你]", lambda word: TURNED.get(word[0], word[0]), words))


for said in TALK:
    print(">", said)
    print(" ", answer(said))

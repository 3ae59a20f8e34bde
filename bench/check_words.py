# ruff: noqa: E501 (rows of words, a line each)
"""Invented people, numbers and places for the corpus of ``bench/checks.py``, by the standards' own definitions.

Written apart from the checks: nothing here is imported from them. Citizen numbers carry county codes that no county has
(the last four digits of the area begin with 98), so that none is anybody's.
"""

from random import Random

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹喻苏潘葛范彭"
GIVEN = "桂芳志强素珍建国明秀兰春梅永福德贵小红晓东光荣海燕玉英国庆文武子轩浩然思雨长根水生"
PROVINCES = ("11", "13", "21", "32", "34", "37", "41", "42", "43", "45", "50", "51", "52", "53", "61", "62")
COUNTIES = ("云渡县", "青陂县", "石棠县", "临溪区", "望川县")
TOWNS = ("白鹭镇", "清溪镇", "枫林乡", "石桥街道", "双河镇", "龙潭乡")
VILLAGES = ("团结村", "新民村", "柳树村", "红旗社区", "三江村")
ROADS = ("江南路", "建设街", "学府路", "滨河东路", "文庙巷")
COMPANIES = ("云渡县宏远建筑工程有限公司", "青陂县鑫源农业科技有限公司", "石棠县惠民超市", "望川县盛达运输有限公司")
OFFICES = ("云渡县人民政府办公室", "青陂县民政局", "石棠县交通运输局", "望川县市场监督管理局", "临溪区财政局")
PLATE_PLACES = "川渝贵云陕甘鄂湘豫皖鲁苏浙"
CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODY_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def digits(dice: Random, count: int) -> str:
    return "".join(dice.choice("0123456789") for _ in range(count))


def name(dice: Random) -> str:
    return dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, dice.choice((1, 2, 2))))


def area(dice: Random) -> str:
    return f"{dice.choice(PROVINCES)}98{dice.randint(1, 99):02}"


def day(dice: Random, first: int = 1931, last: int = 2019) -> str:
    return f"{dice.randint(first, last)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}"


def identity(dice: Random) -> str:
    """GB 11643: the sum of a_i × 2^(i-1), i from the right, leaves 1 by 11."""
    front = area(dice) + day(dice) + digits(dice, 3)
    return next(front + last for last in "0123456789X" if _weight(front + last) == 1)


def mistyped_identity(dice: Random) -> str:
    """One digit of the order code is another, so the check digit is wrong."""
    right = identity(dice)
    return right[:14] + str((int(right[14]) + 1) % 10) + right[15:]


def old_identity(dice: Random) -> str:
    return area(dice) + day(dice, 1931, 1985)[2:] + digits(dice, 3)


def mobile(dice: Random) -> str:
    return f"1{dice.choice('3456789')}{digits(dice, 9)}"


def card(dice: Random) -> str:
    """ISO/IEC 7812 with the last digit that makes the Luhn sum end in zero; 16, 18 or 19 digits of UnionPay."""
    front = "62" + digits(dice, dice.choice((13, 16, 16)))
    return next(front + last for last in "0123456789" if luhn(front + last))


def luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        total += sum(map(int, str(int(digit) * (2 if place % 2 else 1))))
    return total % 10 == 0


def credit_code(dice: Random) -> str:
    """GB 32100 with a body code of GB 11714 inside."""
    body = digits(dice, 8)
    total = sum(BODY_SIGNS.index(s) * w for s, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    front = dice.choice(("11", "12", "91", "92", "93", "51")) + area(dice) + body + "0123456789X0"[11 - total % 11]
    return next(
        front + last
        for last in CODE_SIGNS
        if (sum(CODE_SIGNS.index(s) * pow(3, i, 31) for i, s in enumerate(front)) + CODE_SIGNS.index(last)) % 31 == 0
    )


def body_code(dice: Random) -> str:
    code = credit_code(dice)[8:17]
    return f"{code[:8]}-{code[8]}"


def passport(dice: Random) -> str:
    return (
        dice.choice(("E", "G")) + digits(dice, 8) if dice.random() < 0.6 else f"E{dice.choice('ABHK')}{digits(dice, 7)}"
    )


def plate(dice: Random) -> str:
    place = dice.choice(PLATE_PLACES) + dice.choice("ABCDEFGH")
    shape = dice.choice(("d", "d", "l", "new", "trailer"))
    if shape == "new":
        return place + dice.choice(("D", "F")) + digits(dice, 5)
    if shape == "trailer":
        return place + digits(dice, 4) + "挂"
    return place + (digits(dice, 5) if shape == "d" else dice.choice("ABKMQ") + digits(dice, 4))


def house(dice: Random) -> str:
    road = f"{dice.choice(ROADS)}{dice.randint(2, 300)}号{dice.randint(1, 9)}栋{dice.randint(1, 4)}单元{dice.randint(101, 1802)}室"
    village = f"{dice.choice(VILLAGES)}{dice.choice(('3组', '七组', '12社', '2组15号'))}"
    return dice.choice((road, f"{dice.choice(ROADS)}{dice.randint(2, 300)}号", village))


def home(dice: Random) -> str:
    return f"{dice.choice(COUNTIES)}{dice.choice(TOWNS)}{house(dice)}"


def _weight(number: str) -> int:
    return sum((10 if s == "X" else int(s)) * 2**i for i, s in enumerate(reversed(number))) % 11

"""Dates and times in words, in each language that families are written to in.

Every word here is the product's proposal and awaits the district's review, as the sentences of the packs do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class DateWords:
    """How a language writes dates. `of_months` are the months as they stand behind a day, where that
    is another form; `initials` head the columns of a calendar, Monday first; with `halves` times are
    written by the half of the day, before it or behind, else by 24 hours.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    initials: tuple[str, ...]
    date: str
    month: str = "{month} {year}"
    of_months: tuple[str, ...] = ()
    halves: tuple[str, str] = ("", "")
    time: str = "{hour:02}:{minute:02}"


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


ENGLISH_HALVES = ("a.m.", "p.m.")
BY_HALVES = "{twelve}:{minute:02} {half}"
OF_EAST_ASIA = "{half} {twelve}:{minute:02}"
NUMBERED = _words("1 2 3 4 5 6 7 8 9 10 11 12")
DATE_WORDS: Mapping[str, DateWords] = {
    "en": DateWords(
        _words(
            "January February March April May June July August September October November December"
        ),
        _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        _words("M T W T F S S"),
        "{weekday}, {month} {day}, {year}",
        halves=ENGLISH_HALVES,
        time=BY_HALVES,
    ),
    "es": DateWords(
        _words(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
        ),
        _words("lunes martes miércoles jueves viernes sábado domingo"),
        _words("L M M J V S D"),
        "{weekday} {day} de {month} de {year}",
        "{month} de {year}",
        halves=ENGLISH_HALVES,
        time=BY_HALVES,
    ),
    "hy": DateWords(
        _words(
            "հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր"
        ),
        _words("երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի"),
        _words("Եկ Եք Չք Հգ Ու Շբ Կր"),
        "{weekday}, {day} {month}, {year}",
        of_months=_words(
            "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի"
        ),
    ),
    "ko": DateWords(
        NUMBERED,
        _words("월요일 화요일 수요일 목요일 금요일 토요일 일요일"),
        _words("월 화 수 목 금 토 일"),
        "{year}년 {month}월 {day}일 {weekday}",
        "{year}년 {month}월",
        halves=("오전", "오후"),
        time=OF_EAST_ASIA,
    ),
    "zh": DateWords(
        NUMBERED,
        _words("星期一 星期二 星期三 星期四 星期五 星期六 星期日"),
        _words("一 二 三 四 五 六 日"),
        "{year}年{month}月{day}日{weekday}",
        "{year}年{month}月",
        halves=("上午", "下午"),
        time=OF_EAST_ASIA,
    ),
    "vi": DateWords(
        NUMBERED,
        _words("Thứ_Hai Thứ_Ba Thứ_Tư Thứ_Năm Thứ_Sáu Thứ_Bảy Chủ_Nhật"),
        _words("T2 T3 T4 T5 T6 T7 CN"),
        "{weekday}, ngày {day} tháng {month} năm {year}",
        "Tháng {month} năm {year}",
    ),
    "tl": DateWords(
        _words(
            "Enero Pebrero Marso Abril Mayo Hunyo Hulyo Agosto Setyembre Oktubre Nobyembre Disyembre"
        ),
        _words("Lunes Martes Miyerkoles Huwebes Biyernes Sabado Linggo"),
        _words("L M M H B S L"),
        "{weekday}, {month} {day}, {year}",
        halves=ENGLISH_HALVES,
        time=BY_HALVES,
    ),
    "fa": DateWords(
        _words("ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر"),
        _words("دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه"),
        _words("د س چ پ ج ش ی"),
        "{weekday} {day} {month} {year}",
    ),
    "ru": DateWords(
        _words(
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
        ),
        _words("понедельник вторник среда четверг пятница суббота воскресенье"),
        _words("Пн Вт Ср Чт Пт Сб Вс"),  # noqa: RUF001 - it is Russian
        "{weekday}, {day} {month} {year} г.",  # noqa: RUF001 - likewise
        of_months=_words(
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
        ),
    ),
    "ar": DateWords(
        _words(
            "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
        ),
        _words("الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"),
        _words("ن ث ر خ ج س ح"),
        "{weekday} {day} {month} {year}",
    ),
}  # fmt: skip


def date_words(language: str) -> DateWords:
    """Return how a language writes dates; one without words of its own takes the English ones.

    Source: EC 48985, what a family is told is told in its language.
    """
    return DATE_WORDS.get(language, DATE_WORDS["en"])


def written_date(day: date, language: str) -> str:
    """Return a date in words: 'Thursday, September 3, 2026', 'jueves 3 de septiembre de 2026'.

    Source: product rule, a date nobody can misread.
    """
    words = date_words(language)
    month = (words.of_months or words.months)[day.month - 1]
    weekday = words.weekdays[day.weekday()]
    return words.date.format(weekday=weekday, day=day.day, month=month, year=day.year)


def written_month(day: date, language: str) -> str:
    """Return the month of a day: 'October 2026', 'octubre de 2026'. Source: as a date is written."""
    words = date_words(language)
    return words.month.format(month=words.months[day.month - 1], year=day.year)


def written_time(at: time, language: str) -> str:
    """Return a time: '8:30 a.m.', '오전 8:30', '08:30'. Source: as a date is written."""
    words = date_words(language)
    return words.time.format(
        hour=at.hour, minute=at.minute, twelve=at.hour % 12 or 12, half=words.halves[at.hour >= 12]
    )


COMMA = frozenset({"hy", "ru", "vi"})  # languages that write 5,25 for five and a quarter


def written_share(share: str, language: str) -> str:
    """Return a share such as '5.00%' as a language writes it. Source: Unicode CLDR, numbers."""
    return share.replace(".", ",") if language in COMMA else share

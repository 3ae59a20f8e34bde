"""What a column is for, as its page tells it."""

from gongkai.publication.about import grounds


def test_a_document_is_named_once_with_all_its_articles_and_without_what_they_say():
    told = ["《条例》第二十七条：可以申请", "《条例》第二十八条", "《关于印发〈办法〉的通知》", "《条例》第二十七条"]
    assert grounds(told) == ["《条例》第二十七条、第二十八条", "《关于印发〈办法〉的通知》"]


def test_grounds_in_the_words_of_an_imported_sheet_stay_as_they_are():
    assert grounds(["《社会救助暂行办法》（国务院令第649号）", "县政府有关规定"]) == [
        "《社会救助暂行办法》（国务院令第649号）",
        "县政府有关规定",
    ]

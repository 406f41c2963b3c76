"""What has become another since the last notice, a sentence each."""

import pytest

from calendar_app.notices.told import Told, differences, nothing_told


def told(**values) -> Told:
    return nothing_told() | values


def item(title="Budget", ground="", withdrawn=False, **rest):
    return {"title": "" if ground else title, "ground": ground, "withdrawn": withdrawn, **rest}


def document(title="Underlag", item=None, version=1):
    return {"title": title, "item": item, "version": version}


@pytest.mark.parametrize(
    ("before", "now", "sentences"),
    [
        (
            told(facts={"time": "", "venue": "Salen"}),
            told(facts={"time": "kl. 9.00–12.00", "venue": ""}),
            ["Tid: kl. 9.00–12.00 (förut inget angivet)", "Lokal: inget angivet (förut Salen)"],
        ),
        (told(joining_link="a"), told(joining_link="b"), ["Ny möteslänk: b"]),
        (told(joining_link="a"), told(), ["Möteslänken gäller inte längre."]),
        (told(), told(items={"10": item(), "9": item("Val")}), ["Nytt ärende 9: Val", "Nytt ärende 10: Budget"]),
        (told(), told(items={"3": item(withdrawn=True)}), ["Nytt ärende 3: Budget (utgår)"]),
        (
            told(),
            told(items={"3": item(ground="19 kap. 3 § OSL")}),
            ["Nytt ärende 3: sekretess enligt 19 kap. 3 § OSL"],
        ),
        (told(items={"3": item()}), told(items={"3": item(withdrawn=True)}), ["Ärende 3 utgår: Budget"]),
        (told(items={"3": item(withdrawn=True)}), told(items={"3": item()}), ["Ärende 3 tas upp igen: Budget"]),
        (told(items={"3": item()}), told(items={"3": item("Bokslut")}), ["Ärende 3 heter nu Bokslut (förut Budget)"]),
        (
            told(items={"3": item()}),
            told(items={"3": item(ground="OSL 19:3")}),
            ["Ärende 3 är nu sekretess enligt OSL 19:3"],
        ),
        (told(items={"3": item(ground="OSL 19:3")}), told(items={"3": item()}), ["Ärende 3 är nu öppet: Budget"]),
        (told(items={"3": item(rest="a")}), told(items={"3": item(rest="b")}), ["Ärende 3 har ändrats: Budget"]),
        (
            told(items={"3": item(ground="OSL 19:3", rest="a")}),
            told(items={"3": item(ground="OSL 19:3", rest="b")}),
            ["Ärende 3 har ändrats"],
        ),
        (
            told(items={"3": item(ground="OSL 19:3", rest="a")}),
            told(items={"3": item(rest="b")}),
            ["Ärende 3 är nu öppet: Budget"],
        ),
        (
            told(items={"3": item(rest="a")}),
            told(items={"3": item("Bokslut", rest="b")}),
            ["Ärende 3 heter nu Bokslut (förut Budget)", "Ärende 3 har ändrats: Bokslut"],
        ),
        (told(items={"3": item()}), told(items={"3": item(rest="b")}), []),
        (
            told(documents={"7": document(item=3)}),
            told(documents={"7": document("PM", item=3, version=2)}),
            [
                "En handling till ärende 3 heter nu PM (förut Underlag)",
                "Ny version av en handling till ärende 3: PM",
            ],
        ),
        (told(documents={"7": document(item=3)}), told(documents={"7": document("", item=3)}), []),
        (
            told(),
            told(documents={"7": document(), "8": document("", 3)}),
            ["Ny handling: Underlag", "Ny handling till ärende 3"],
        ),
        (
            told(documents={"7": document(item=3)}),
            told(documents={"7": document(item=3, version=2)}),
            ["Ny version av en handling till ärende 3: Underlag"],
        ),
    ],
)
def test_difference_is_told_in_a_sentence(before, now, sentences):
    assert differences(before, now) == sentences
    assert differences(now, now) == []

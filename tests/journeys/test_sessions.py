"""A spring of supervision: two sessions, what goes on from one to the next, and somebody who covers, session by session."""

from datetime import timedelta

from tests.edge.given import hear_of_the_directory, refused
from tests.edge.sessions import correct_record, done, name, outline, told
from tests.house import Household


def test_a_spring_of_supervision_S2_S6_A4(home: Household) -> None:
    maya, sam, ines = (home.as_(handle) for handle in ("maya", "sam", "ines"))
    agreement = str(home.demo.agreements["maya-sam"])

    # Sam sets a time; both put something on the agenda.
    starts = home.clock() + timedelta(days=1)
    first = done(sam.post("/sessions", json={"agreement": agreement, "starts": told(starts)}), 201)
    path = first.headers["Location"]
    for person, heading in ((maya, "The rota"), (sam, "What is new in the field")):
        done(person.post(f"{path}/agenda-items", json={"heading": heading, "topics": ["K3-22"]}), 201)
    assert [one["item"]["heading"] for one in sam.get(f"{path}/agenda").json()["items"]] == [
        "The rota",
        "What is new in the field",
    ]

    # It is held; each signs to have been there, and Sam writes it down. Maya does not sign that, and says why.
    home.clock.move(days=1, hours=1)
    done(sam.post(f"{path}/holding", json={"minutes": 60, "extent": "full"}))
    for person in (maya, sam):
        done(person.post(f"{path}/signatures", json=name(of="attendance")))
    done(sam.post(f"{path}/record", json=outline(home, agenda=["The rota"])), 201)
    digest = maya.get(f"{path}/record").json()["digest"]
    why = {"of": "record", "digest": digest, "refused": True, "words": "I asked for a key, too."}
    done(maya.post(f"{path}/signatures", json=why))
    done(correct_record(home, path, agenda=["The rota", "The key"], actions=[]))
    for person in (maya, sam):
        digest = person.get(f"{path}/record").json()["digest"]
        done(person.post(f"{path}/signatures", json=name(of="record", digest=digest)))
    done(maya.post(f"{path}/addenda", json=name(words="The key hangs by the door now.")))
    record = sam.get(f"{path}/record").json()
    assert [one["kind"] for one in record["added"]] == ["refusal", "signature", "signature", "addendum"]
    assert [one["of_this_text"] for one in record["added"][:3]] == [False, True, True]
    assert len(record["texts"]) == 2
    home.settle()

    # The next session begins with what was left.
    starts = home.clock() + timedelta(days=7)
    ahead = done(maya.post("/sessions", json={"agreement": agreement, "starts": told(starts)}), 201)
    ahead = ahead.headers["Location"]
    agenda = maya.get(f"{ahead}/agenda").json()
    assert [one["action"]["what"] for one in agenda["open_actions"]] == ["Ask for a second key."]
    assert [one["item"]["heading"] for one in agenda["topics_left"]] == ["What is new in the field"]

    # Sam falls ill; Ines covers. She sees that sessions took place, and not a word of them.
    hear_of_the_directory(home)
    today = home.clock().date()
    cover = {"person": home.person("ines"), "starts": today.isoformat()}
    cover["ends"] = (today + timedelta(days=14)).isoformat()
    done(sam.post(f"/agreements/{agreement}/covers", json=cover), 201)
    off = {"by": home.person("sam"), "told_at": told(home.clock()), "reason": "Sam is ill."}
    done(maya.post(f"{ahead}/cancellation", json=off))
    home.settle()
    assert ines.get(path).json()["status"] == "held"
    listed = {one["id"] for one in ines.get("/sessions", params={"agreement": agreement}).json()}
    assert path.rpartition("/")[2] in listed
    for what in ("agenda", "record", "words", "accesses"):
        refused(ines.get(f"{path}/{what}"), 403, "not-allowed")

    # She meets Maya herself, and that is between the two of them.
    starts = home.clock() + timedelta(hours=2)
    own = done(ines.post("/sessions", json={"agreement": agreement, "starts": told(starts)}), 201)
    own = own.headers["Location"]
    assert ines.get(own).json()["supervisor"] == home.person("ines")
    assert ines.get(f"{own}/agenda").json()["open_actions"] == []
    home.clock.move(hours=3)
    hear_of_the_directory(home)
    done(ines.post(f"{own}/holding", json={"minutes": 40, "extent": "partial"}))
    there = [home.person("maya"), home.person("ines")]
    actions = [{"what": "Bring the rota.", "who": home.person("ines")}]
    done(ines.post(f"{own}/record", json=outline(home, present=there, actions=actions)), 201)
    assert sam.get(own).json()["status"] == "held"
    refused(sam.get(f"{own}/record"), 403, "not-allowed")

    # Maya opens the earlier session to her, and nobody else can.
    for person in (sam, ines):
        refused(person.post(f"{path}/shown", json={"to": home.person("ines")}), 403, "not-allowed")
    refused(maya.post(f"{path}/shown", json={"to": home.person("nora")}), 422, "not-beside-them")
    done(maya.post(f"{path}/shown", json={"to": home.person("ines")}))
    assert ines.get(f"{path}/record").json()["record"]["agenda"] == ["The rota", "The key"]
    refused(ines.post(f"{path}/addenda", json=name(words="And I say.")), 403, "not-allowed")
    home.settle()
    assert [one["relation"] for one in maya.get(f"{path}/accesses").json()][-1] == "shown"

    # Sam is back, the cover is over: what was opened is closed again; Maya opens what Ines wrote to Sam.
    home.clock.move(days=20)
    hear_of_the_directory(home)
    refused(ines.get(f"{path}/record"), 404, "not-found")
    done(ines.get(f"{own}/record"), 200)
    done(maya.post(f"{own}/shown", json={"to": home.person("sam")}))
    assert sam.get(f"{own}/record").json()["record"]["present"] == there

    # The agency saw throughout that supervision takes place, and by whom it was called off.
    seen = home.as_("dilip").get("/sessions", params={"worker": home.person("maya")}).json()
    assert [one["status"] for one in seen] == ["held", "held", "cancelled"]
    assert seen[2]["cancelled_by"] == home.person("sam")

"""What is nobody's history yet is in no backup, and so comes back with none (C2)."""

from pathlib import Path

from tests.backup.given import backed_up, restored
from tests.edge.test_drafts import drafted
from tests.house import household


def test_a_restored_house_has_no_drafts_and_takes_new_ones_C2(tmp_path: Path) -> None:
    with household(tmp_path / "house") as home:
        path = drafted(home)
        taken = backed_up(home.house, tmp_path)
        assert home.as_("sam").get(path).status_code == 200
    files = [path for half in (taken.events, taken.keys) for path in half.rglob("*") if path.is_file()]
    assert not [file for file in files if file.name == "drafts.db"]
    assert not [file for file in files if path.rpartition("/")[2].encode() in file.read_bytes()]
    people = home.demo

    restored(tmp_path / "again", taken)

    with household(tmp_path / "again") as again:
        again.demo = people
        assert again.as_("sam").get("/concern-drafts").json() == []
        assert again.as_("sam").get(path).status_code == 404
        assert again.as_("sam").get(drafted(again)).status_code == 200

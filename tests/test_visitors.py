"""What visitors from elsewhere may change: nothing but their own session."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_adding import HERONS, labels, page, press, said

from corridors.library.disk import load, save
from corridors.visitors import may_write

SMALL = b"By Ada Example\n\nA made-up ferry sailed for Aktau.\n"
HERE = {"Origin": "http://localhost:8501"}


def upload(test: AppTest) -> AppTest:
    test.file_uploader[0].upload("tale.txt", SMALL, "text/plain").run()
    assert not test.exception
    assert "1 article, 1 passage added" in said(test)
    return test


def at_hand(test: AppTest) -> int:
    [count] = [one.value for one in test.caption if one.value.endswith("at hand.")]
    return int(count.split()[0])


class TestStrangers:
    def test_what_they_add_stays_in_their_session(self, own_library: Path) -> None:
        test = upload(page())
        assert at_hand(test) == 1
        assert not any("library" in label for label in labels(test))
        assert not own_library.exists()
        assert at_hand(page()) == 0

    def test_they_correct_only_what_is_theirs(self, own_library: Path) -> None:
        save(HERONS, own_library)
        test = page()
        assert not any("Correct" in box.label for box in test.selectbox)
        test = upload(test)
        [box] = [box for box in test.selectbox if "Correct" in box.label]
        assert box.options == ["[Article by Ada Example]"]
        box.select("tale").run()
        next(field for field in test.text_input if field.label == "Title").input("A Tale")
        press(test, "Correct")
        assert load(own_library)[0] == [HERONS]
        [box] = [box for box in test.selectbox if "Correct" in box.label]
        assert box.options == ["A Tale"]


class TestWhoeverRunsIt:
    def test_is_offered_to_keep_what_is_added(
        self, own_library: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CORRIDORS_WRITE", "on")
        press(upload(page()), "Keep them in my library")
        assert [text.id for text in load(own_library)[0]] == ["tale"]

    def test_is_known_by_the_machine_unless_the_environment_says_otherwise(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert may_write(HERE, None)
        for address in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
            assert may_write(HERE, address)
        for address in ("192.0.2.7", "::ffff:192.0.2.7", "2001:db8::1", "nonsense"):
            assert not may_write(HERE, address)
        assert not may_write({**HERE, "X-Forwarded-For": "192.0.2.7"}, None)
        monkeypatch.setenv("CORRIDORS_WRITE", "off")
        assert not may_write(HERE, None)
        monkeypatch.setenv("CORRIDORS_WRITE", "on")
        assert may_write({}, "192.0.2.7")

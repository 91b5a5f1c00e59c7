"""The version is that of the files, and nobody has to raise it."""

import pytest

from assembly import version


@pytest.fixture
def root(tmp_path):
    """A small project."""
    (tmp_path / "requirements.txt").write_text("django==5.2")
    for folder in version.FOLDERS:
        (tmp_path / folder).mkdir()
    (tmp_path / "templates" / "page.html").write_text("<h1>")
    return tmp_path


def test_the_same_files_are_the_same_version(root):
    assert version.digest(root) == version.digest(root)


@pytest.mark.parametrize("name", ["templates/page.html", "reports/new.py", "requirements.txt"])
def test_a_changed_file_is_another_version(root, name):
    before = version.digest(root)
    (root / name).write_text("changed")

    assert version.digest(root) != before


def test_what_no_page_is_made_of_does_not_count(root):
    before = version.digest(root)
    (root / "reports" / "page.pyc").write_text("compiled")

    assert version.digest(root) == before

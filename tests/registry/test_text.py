"""Keys by which names are found and sorted, the same on both databases."""

import unicodedata

import pytest

from registry.models import House
from registry.text import ALPHABET, search_key, sort_key
from tests import build, cast

SORTED = [
    "1 мамыр",
    "Abai",
    "Абай",
    "Әбу",
    "Бөлісу",
    "Гүл",
    "Ғасыр",
    "Көктем",
    "Қазына",
    "Нұр",
    "Ңа",
    "Ой",
    "Өрлеу",
    "Туған",
    "Ұлт",
    "Үміт",
    "Хан",
    "Һәм",
    "Ынтымақ",
    "Іскер",
    "Юрта",
]


class TestSearchKey:
    @pytest.mark.parametrize("text", ["ДОСТЫҚ", "Достық", "  достық ", "дОСТЫҚ"])
    def test_it_folds_case_and_spaces(self, text):
        assert search_key(text) == search_key("достық")

    def test_it_folds_the_kazakh_letters(self):
        assert search_key("ӘҒҚҢӨҰҮІ") == search_key("әғқңөұүі") == "әғқңөұүі"

    @pytest.mark.parametrize(
        ("latin", "cyrillic"),
        [
            ("Aбaй", "Абай"),
            ("Қaзaқcтaн", "Қазақстан"),
            ("ПETPOB", "ПЕТРОВ"),
            ("Iскер", "Іскер"),
            ("Aлмaты қaлacы", "Алматы қаласы"),
            ("BOCTOK", "ВОСТОК"),
            ("МИХАЙЛOBKA", "Михайловка"),
            ("KӨKШETAУ", "Көкшетау"),
            ("HАУРЫЗ", "Наурыз"),
            ("Гayhap", "ГАУҺАР"),
        ],
    )
    def test_it_folds_latin_look_alikes(self, latin, cyrillic):
        assert search_key(latin) == search_key(cyrillic)

    @pytest.mark.parametrize("text", ["Достық й", "Ё", "Қайрат"])
    def test_it_composes_letters(self, text):
        assert search_key(unicodedata.normalize("NFD", text)) == search_key(text)

    def test_it_folds_the_spaces_of_word_processors(self):
        assert search_key("Достық\u00a0үйі") == search_key("Достық \n үйі") == "достық үйі"

    def test_it_keeps_different_words_apart(self):
        assert search_key("Ұлан") != search_key("Улан")

    def test_it_is_stable(self):
        assert all(search_key(search_key(text)) == search_key(text) for text in SORTED)


class TestSortKey:
    def test_it_sorts_by_the_kazakh_alphabet(self):
        mixed = SORTED[::-1]
        assert sorted(mixed, key=sort_key) == SORTED

    def test_every_letter_has_its_own_rank(self):
        keys = [sort_key(letter) for letter in ALPHABET]
        assert keys == sorted(set(keys)) and len(keys) == 42

    def test_it_looks_past_quotes_and_case(self):
        assert sort_key("«Достық»") == sort_key("ДОСТЫҚ")

    def test_a_shorter_name_comes_first(self):
        assert sort_key("Абай") < sort_key("Абай облысы") < sort_key("Абайтану")


@pytest.mark.django_db
class TestStoredKeys:
    def test_the_database_sorts_like_the_alphabet(self):
        for name in reversed(SORTED):
            build.house(name=name)
        assert [house.name for house in House.objects.all()] == SORTED

    def test_bulk_rows_have_their_keys(self):
        House.objects.bulk_create(
            [House(name="ДОСТЫҚ", region_id="KZ-71", opened_on="2015-03-01", counts_from=2015)]
        )
        assert House.objects.get(search_key=search_key("достық")).sort_key == sort_key("достық")

    def test_a_new_name_has_a_new_key(self):
        house = build.house(name="Достық")
        house.name = "Бірлік"
        house.save()
        assert House.objects.get(search_key__contains=search_key("БІРЛІК")) == house

    @pytest.mark.parametrize("typed", ["достық", "ДОСТЫҚ", "Достык", "доcтык уи"])
    def test_a_search_takes_the_russian_letter_for_the_kazakh_one(self, client, typed):
        for name in ("Достық үйі", "Достык уйи", "Бірлік үйі"):
            build.house("KZ-10", name=name)
        client.force_login(cast.aigul())

        page = client.get("/admin/registry/house/", {"q": typed.replace("уи", "уйи")})

        found = {house.name for house in page.context["cl"].result_list}
        assert found == {"Достық үйі", "Достык уйи"}

    def test_a_very_long_name_fits(self):
        assert len(build.house(name="ш" * 300).sort_key) <= 300

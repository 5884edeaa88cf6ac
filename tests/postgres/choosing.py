"""Which tests run on PostgreSQL too: those that ask the database, but for those in DECIDED_IN_PYTHON. On SQLite all do.

A test belongs in that list when what it proves is decided in Python (words on a page, what a form refuses, who may do
what) and every statement that the newsroom sends meanwhile is sent on PostgreSQL by other tests as well: by those named
after its module, which stay, or by those of the verbs in tests/workflow and of the queries. Locks, constraints, order,
search, JSON, times, numbers too large and NUL stay.
"""

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}

# Modules, or single tests as "module::test", each with the tests that stay all the same.
DECIDED_IN_PYTHON: dict[str, tuple[str, ...]] = {
    "tests/admin/test_hostile_text.py": ("test_autocomplete_answers_are_data_not_html", "test_forms_are_inert"),
    "tests/admin/test_linting.py": (),
    "tests/admin/test_merging.py": (
        "test_a_form_of_which_nobody_knows_what_it_was_opened_with_is_never_a_pass",
        "test_a_headline_that_is_too_long_is_said_and_stays_in_its_box",
        "test_a_row_that_another_took_out_stays_out_and_is_no_fault",
        "test_a_row_that_one_took_out_and_the_other_changed_is_asked",
        "test_a_second_click_on_save_adds_no_row_twice",
        "test_changes_to_different_boxes_come_together_by_themselves",
        "test_ones_own_earlier_save_from_the_same_form_is_no_conflict",
        "test_saved_again_while_deciding_asks_anew_and_keeps_what_was_written",
    ),
    "tests/admin/test_photo_page.py": (
        "test_photographer_date_and_keywords_are_kept",
        "test_the_focus_is_set_in_per_cent_and_stories_that_are_out_follow",
    ),
    "tests/admin/test_photo_uses.py": (
        "test_a_new_row_takes_everything_at_once",
        "test_emptying_the_boxes_goes_back_to_the_library",
        "test_what_is_typed_of_it_is_known_before_it_is_saved",
        "test_words_part_and_gallery_of_a_story_are_saved",
    ),
    "tests/admin/test_publishing.py": (
        "test_a_story_that_bears_an_earlier_time_or_ends_is_told_as_such",
        "test_a_time_that_does_not_exist_is_refused_and_one_that_comes_twice_is_asked_about",
        "test_publish_now",
        "test_refusal_keeps_the_save_and_says_each_thing_to_mend",
        "test_schedule",
        "test_sending_several_to_review_leaves_what_has_moved_on",
        "test_what_was_published_is_never_deleted",
        "test_withdrawing_several_asks_once",
    ),
    "tests/admin/test_related_links.py": (
        "test_a_form_that_forgets_the_rows_there_are_repeats_none_of_them",
        "test_a_row_may_take_the_story_of_a_row_that_is_taken_out",
        "test_links_that_are_not_shown_stay_as_they_are",
        "test_same_story_by_choice_and_by_address_is_refused",
        "test_two_rows_may_swap_their_stories",
    ),
    "tests/admin/test_rights.py": (),
    "tests/admin/test_stages.py": (
        "test_a_producer_renames_a_section_and_makes_nobody_its_editor",
        "test_a_story_deleted_while_the_others_are_done_stops_none",
        "test_several_at_once_stop_at_no_refusal",
        "test_views_of_the_list_find_what_they_promise",
        "test_what_a_writer_typed_while_the_editor_closed_the_story_is_kept_aside",
        "test_who_publishes_in_a_section_is_said_by_those_who_hand_out_log_ins",
    ),
    "tests/admin/test_unsaved.py": (
        "test_a_story_that_is_deleted_or_not_ones_own_is_told_in_words",
        "test_crafted_parts_are_refused_and_keep_nothing",
        "test_going_on_fills_the_form_with_everything_that_was_typed_and_saving_it_ends_it",
        "test_halves_of_characters_and_nul_are_kept_without_them",
        "test_keeping_takes_at_most_five_queries",
        "test_nobody_sees_or_discards_the_work_of_another",
        "test_one_is_told_who_else_has_the_story_open_and_who_saved_it",
        "test_two_megabytes_are_kept_and_too_much_is_refused_with_what_to_do",
        "test_what_a_browser_held_is_answered_with_a_notice",
    ),
    "tests/admin/test_writing.py": ("test_writing_help_asks_the_database_nothing_more_for_a_longer_story",),
    "tests/workflow/test_permissions.py::test_every_verb_keeps_to_the_table": (),
}


def runs_on_postgres(item: pytest.Item) -> bool:
    """Whether a test is one of those that run on PostgreSQL too."""
    if item.get_closest_marker("django_db") is None and DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
        return False
    module, name = item.nodeid.split("::", 1)[0], getattr(item, "originalname", item.name)
    stays = DECIDED_IN_PYTHON.get(module, (name,))
    return name in stays and f"{module}::{name}" not in DECIDED_IN_PYTHON

"""Where each fault is tried on each network: no network may be left out, and no test may be gone.

| fault | tried |
| --- | --- |
| expired token in the middle of a batch | contract, `faults` |
| upload cut at half | contract, `faults` |
| text at the limit with emoji and combining marks | contract, `faults` |
| account suspended; permission missing; content refused; too many requests | contract, `publishing` |
| 20 pictures where 4 fit; a GIF where none fits; an animated picture; CMYK; too many pixels | contract, `content` |
| a 200-megapixel file | `tests/media/test_media_store.py`, before any network |
| file never ready; file taken and later rejected; duplicate that is our own live post | below, network by network |

What a network cannot meet stands here with its reason; the reason is held against its header.
"""

from pathlib import Path

import pytest

from automation.domain.publishing.network import Capability, Idempotency
from automation.networks import NETWORKS, spec_of

TESTS = Path(__file__).parents[1]

AT_ONCE = "what it takes is shown in the same request: nothing is worked on in between"
FETCHES = "it is told an address, and says in the same answer whether it could use it"
ITS_KEY = "contract: the same key twice is one post"
TELLS_NONE = "it refuses no duplicates that we know of: a look, or a person, decides"

NEVER_READY = {
    "bluesky": "bluesky/test_posts.py::test_a_video_still_at_work_is_gone_on_with_and_not_sent_again",
    "discord": AT_ONCE,
    "discord_webhook": AT_ONCE,
    "facebook": "facebook/test_posting.py::test_a_film_that_is_worked_on_for_long_is_out_and_sent_once",
    "feed": AT_ONCE,
    "google_business": FETCHES,
    "instagram": "instagram/test_containers.py::test_a_container_that_is_never_ready_never_becomes_a_post",
    "linkedin": "linkedin/test_posting.py::test_a_film_goes_in_pieces_and_one_that_takes_long_is_gone_on_with",
    "mastodon": "mastodon/test_posting.py::test_a_file_that_is_never_ready_leaves_the_post_to_the_next_run",
    "pinterest": "pinterest/test_pins.py::test_a_film_in_work_is_gone_on_with_by_the_next_run",
    "reddit": "reddit/test_media.py::test_a_picture_is_looked_for_since_reddit_does_not_name_it",
    "slack": "slack/test_files.py::test_pictures_in_work_are_waited_for_and_not_brought_again",
    "slack_webhook": FETCHES,
    "telegram": AT_ONCE,
    "threads": "threads/test_posting.py::test_a_film_in_work_is_gone_on_with_and_one_that_is_out_is_adopted",
    "tiktok": "tiktok/test_posting.py::test_a_post_that_is_worked_on_for_long_is_asked_for_by_the_next_run_and_sent_once",
    "tumblr": AT_ONCE,
    "webhook": FETCHES,
    "wordpress": AT_ONCE,
    "x": "x/test_media.py::test_a_film_that_takes_long_is_left_to_the_next_run_which_does_not_send_it_again",
    "youtube": "youtube/test_videos.py::test_a_video_rejected_later_is_gone_and_the_reason_is_told",
}
LATER_REJECTED = {
    "bluesky": "bluesky/test_posts.py::test_a_video_the_service_refuses_is_refused_in_its_words_and_forgotten",
    "discord": AT_ONCE,
    "discord_webhook": AT_ONCE,
    "facebook": "facebook/test_posting.py::test_a_film_that_was_taken_and_later_failed_is_said",
    "feed": AT_ONCE,
    "google_business": "google_business/test_profile.py::test_a_post_refused_at_once_is_told_as_refused",
    "instagram": "instagram/test_containers.py::test_a_file_that_was_taken_and_later_refused",
    "linkedin": "linkedin/test_posting.py::test_a_film_taken_and_later_rejected_is_said",
    "mastodon": "mastodon/test_posting.py::test_a_file_the_server_cannot_use_is_a_refusal",
    "pinterest": "pinterest/test_pins.py::test_a_film_pinterest_cannot_use_is_the_owners_to_change",
    "reddit": "reddit/test_media.py::test_a_picture_is_looked_for_since_reddit_does_not_name_it",
    "slack": "slack/test_files.py::test_a_refusal_of_files_is_said_in_words",
    "slack_webhook": FETCHES,
    "telegram": AT_ONCE,
    "threads": "threads/test_posting.py::test_a_film_that_was_taken_and_later_refused",
    "tiktok": "tiktok/test_posting.py::test_a_film_that_was_taken_and_refused_says_why_and_is_begun_anew",
    "tumblr": AT_ONCE,
    "webhook": FETCHES,
    "wordpress": "wordpress/test_blog.py::test_a_refused_file_is_the_owners_to_change",
    "x": "x/test_media.py::test_a_film_taken_and_later_rejected_is_said_to_the_owner",
    "youtube": "youtube/test_videos.py::test_a_video_rejected_later_is_gone_and_the_reason_is_told",
}
DUPLICATE = {
    "bluesky": "bluesky/test_keys.py::test_a_post_that_is_there_already_is_adopted_when_the_record_would_differ",
    "discord": ITS_KEY,
    "discord_webhook": TELLS_NONE,
    "facebook": "facebook/test_posting.py::test_our_own_live_post_is_adopted",
    "feed": ITS_KEY,
    "google_business": TELLS_NONE,
    "instagram": "instagram/test_containers.py::test_a_container_that_is_out_is_adopted",
    "linkedin": "linkedin/test_posting.py::test_a_lost_try_is_adopted_when_linkedin_names_it",
    "mastodon": ITS_KEY,
    "pinterest": TELLS_NONE,
    "reddit": "reddit/test_posting.py::test_a_lost_link_is_adopted_when_reddit_refuses_its_repetition",
    "slack": TELLS_NONE,
    "slack_webhook": TELLS_NONE,
    "telegram": TELLS_NONE,
    "threads": "threads/test_posting.py::test_a_film_in_work_is_gone_on_with_and_one_that_is_out_is_adopted",
    "tiktok": "tiktok/test_posting.py::test_a_post_that_is_worked_on_for_long_is_asked_for_by_the_next_run_and_sent_once",
    "tumblr": TELLS_NONE,
    "webhook": ITS_KEY,
    "wordpress": ITS_KEY,
    "x": "x/test_posting.py::test_a_lost_try_that_arrived_is_adopted_when_x_refuses_its_repetition",
    "youtube": "youtube/test_uploading.py::test_a_finished_session_answers_with_its_video_and_nothing_is_sent",
}
FAULTS = {"never ready": NEVER_READY, "later rejected": LATER_REJECTED, "duplicate": DUPLICATE}


@pytest.mark.parametrize("network", sorted(NETWORKS))
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_tried_on_every_network_or_cannot_meet_it(fault: str, network: str) -> None:
    where = FAULTS[fault][network]
    spec = spec_of(network)
    file, is_test, name = where.partition("::")

    if is_test:
        assert f"def {name}(" in (TESTS / "networks" / file).read_text()
    elif where == FETCHES:
        assert spec.media.by_address
    elif where == AT_ONCE:
        assert not spec.media.by_address
    elif where == ITS_KEY:
        assert spec.idempotency is not Idempotency.NONE
    else:
        assert spec.idempotency is Idempotency.NONE
        assert Capability.PUBLISH in spec.can


@pytest.mark.parametrize("fault", FAULTS)
def test_no_line_is_left_of_a_network_that_is_gone(fault: str) -> None:
    assert set(FAULTS[fault]) == set(NETWORKS)

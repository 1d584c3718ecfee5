"""A first comment on a blog: below the post, written once, found again."""

from collections.abc import Iterator

import pytest

from automation.domain.content.draft import Part
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.errors import OutcomeUnknown, Rejected, Sent
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.networks.desk import failed, opened
from tests.wire.wordpress import BlogServer, WordPressStage

COMMENT = Part(text="Pesan di sini & <besok> 🌴", length=30, is_comment=True)


@pytest.fixture
def stage() -> Iterator[WordPressStage]:
    made = WordPressStage()
    yield made
    made.stop()


@pytest.fixture
def server(stage: WordPressStage) -> BlogServer:
    return stage.server


@pytest.fixture
def blog(stage: WordPressStage) -> Iterator[Network]:
    with opened("wordpress", stage) as network:
        yield network


@pytest.fixture
def post(blog: Network) -> Receipt:
    return blog.publish(Part(text="Kopi", headline="Menu", length=4), attempt("k/0"))


def test_it_stands_below_the_post_and_is_found_there(
    blog: Network, server: BlogServer, post: Receipt
) -> None:
    begun = attempt("k/1", reply_to=post)

    comment = blog.publish(COMMENT, begun)

    (kept,) = server.comments.values()
    assert (kept["post"], kept["parent"], kept["raw"]) == (int(post.network_id), 0, COMMENT.text)
    assert blog.find(COMMENT, begun, frozenset()) == comment


def test_a_lost_answer_is_settled_by_the_blogs_own_refusal(
    blog: Network, server: BlogServer, stage: WordPressStage, post: Receipt
) -> None:
    begun = attempt("k/1", reply_to=post)
    stage.trouble(Trouble.LOST)
    assert type(failed(lambda: blog.publish(COMMENT, begun))) is OutcomeUnknown

    comment = blog.publish(COMMENT, begun)

    assert [f"comment-{number}" for number in server.comments] == [comment.network_id]


def test_another_persons_words_are_not_taken_for_ours(
    blog: Network, server: BlogServer, post: Receipt
) -> None:
    server.comment(int(post.network_id), COMMENT.text)

    assert blog.find(COMMENT, attempt("k/1", reply_to=post), frozenset()) is None


def test_a_post_that_takes_no_comments_says_so(
    blog: Network, server: BlogServer, post: Receipt
) -> None:
    server.is_closed = True

    error = failed(lambda: blog.publish(COMMENT, attempt("k/1", reply_to=post)))

    assert (type(error), error.call.sent) == (Rejected, Sent.NO)
    assert "takes no comments" in str(error)


@pytest.mark.parametrize("has_bin", [True, False])
def test_it_is_deleted_and_the_post_stays(
    blog: Network, server: BlogServer, post: Receipt, has_bin: bool
) -> None:
    comment, server.has_bin = blog.publish(COMMENT, attempt("k/1", reply_to=post)), has_bin

    blog.delete(comment)
    blog.delete(comment)

    assert server.comments == {}
    assert server.posts[int(post.network_id)]["status"] == "publish"


def test_a_comment_longer_than_a_blog_keeps_is_not_sent(
    blog: Network, server: BlogServer, post: Receipt
) -> None:
    long = Part(text="k" * 65_526, length=65_526, is_comment=True)

    error = failed(lambda: blog.publish(long, attempt("k/1", reply_to=post)))

    assert (type(error), server.comments) == (Rejected, {})

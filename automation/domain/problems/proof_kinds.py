"""Findings about proof: whose comment counts for nothing, and which decision proves too little."""

from automation.domain.problems.problem import Who, problem_kind
from automation.language import mark

NEEDS_PROTECTED = problem_kind(
    "needs_protected",
    mark("{member}'s decision at level {level} could have been typed by anyone who can edit the workbook; {channel} requires that only that level's people can type it."),
    mark("Whoever runs Lembar: “lembar init”, which protects those columns. {member}: then choose “{again}”."),
    Who.OPERATOR,
    member="Rina",
    level="1",
    channel="brand",
    again="Approve again",
)  # fmt: skip
NEEDS_COMMENT = problem_kind(
    "needs_comment",
    mark("{member}'s decision at level {level} stands in a cell, which does not tell who typed it; {channel} requires a signed comment."),
    mark("{member}: comment “approve” on any cell of this row."),
    Who.APPROVER,
    member="Rina",
    level="1",
    channel="brand",
)  # fmt: skip
ACCOUNT_NOT_NOTED = problem_kind(
    "account_not_noted",
    mark("A comment at level {level} is signed {member}, but everybody chooses that name for themselves; {channel} requires the account that the members tab names."),
    mark("If it was {member}: write {account} as their Google account in the members tab."),
    Who.MANAGER,
    member="Rina",
    level="1",
    channel="brand",
    account="users/117",
)  # fmt: skip
WAITING_FOR_COMMENT = problem_kind(
    "waiting_for_comment",
    mark("It waits for a decision at level {level} on {channel}, signed in a comment."),
    mark("Any of these comments “approve” on any cell of this row: {people}."),
    Who.APPROVER,
    level="1",
    channel="brand",
    people="Rina, Agus",
)
COMMENT_AGAIN = problem_kind(
    "comment_again",
    mark("Nobody can know which text {member}'s comment at level {level} was about: it is older than what the row says now, or the row was moved."),
    mark("{member}: read the row once more and write a new comment."),
    Who.APPROVER,
    member="Rina",
    level="1",
)  # fmt: skip
COMMENT_EDITED_AFTER = problem_kind(
    "comment_edited_after",
    mark("The row was changed after {member}'s comment at level {level} ({at})."),
    mark("{member}: read the row once more and write a new comment."),
    Who.APPROVER,
    member="Rina",
    level="1",
    at="2026-11-20 16:02",
)
LEADS_ELSEWHERE = problem_kind(
    "leads_elsewhere",
    mark("{channel} leads to another address now than when {member} decided at level {level}: {address} then."),
    mark("{member}: look at the address in the channels tab and decide again: choose “{again}”, or write a new comment."),
    Who.APPROVER,
    member="Rina",
    level="1",
    channel="brand",
    address="https://mastodon.example/@brand",
    again="Approve again",
)  # fmt: skip
COMMENT_BY_STRANGER = problem_kind(
    "comment_by_stranger",
    mark("{author} comments “{text}”, but Lembar knows no active member by that name alone."),
    mark("If this is a member: write {account} as their Google account in the members tab."),
    Who.MANAGER,
    blocks=False,
    author="Rina W",
    text="Approve",
    account="users/117",
)
COMMENT_BY_ANOTHER = problem_kind(
    "comment_by_another",
    mark("The comment “{text}” is signed {author}, but not by the account known for {member}, or several accounts use that name."),
    mark("Ask {member} who wrote it. If it was {member}: write {account} as their Google account in the members tab."),
    Who.MANAGER,
    blocks=False,
    author="Rina",
    text="Approve",
    member="Rina",
    account="users/981",
)  # fmt: skip
COMMENT_WITHOUT_RIGHT = problem_kind(
    "comment_without_right",
    mark("{member} comments “{text}”, but may not decide about this post."),
    mark("Ask one of them: {people}."),
    Who.APPROVER,
    blocks=False,
    member="Sari",
    text="Approve",
    people="Rina",
)
COMMENT_UNCLEAR = problem_kind(
    "comment_unclear",
    mark("{member} comments “{text}”, which may be a decision or not."),
    mark("{member}: comment just “approve”, or begin with “request changes” or “reject”."),
    Who.APPROVER,
    member="Rina",
    text="Approve, but the price is wrong",
)
PROOF_OUT_OF_REACH = problem_kind(
    "proof_out_of_reach",
    mark("{channel} requires more proof of who approved ({proof}) than this workbook can give, so nothing goes out there."),
    mark("Choose {possible} as the proof required, or use a Google Sheet that Lembar may edit."),
    Who.MANAGER,
    channel="brand",
    proof="Comment",
    possible="Declared",
)  # fmt: skip

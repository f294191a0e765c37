"""WeChat's own limits on an article: title, digest, body, pictures (developers.weixin.qq.com, draft/add)."""

from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Place
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule


def _over(draft: Draft, policy: Policy, rule: str, field: str, most: str, above: str = "") -> Iterator[Finding]:
    text: str = getattr(draft, field)
    limit = policy.numbers[most]
    length = len(text.strip()) if field != "text" else len(text)
    if length > limit and not (above and length > policy.numbers[above]):
        yield policy.finding(rule, Place(field, 0, len(text)), length=length, limit=limit)


def title(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Longer than the editor takes."""
    return _over(draft, policy, "wechat.title", "title", "wechat_title")


def title_api(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Longer than the interface takes, short enough for the editor."""
    return _over(draft, policy, "wechat.title_api", "title", "wechat_title_api", above="wechat_title")


def digest(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A digest longer than shown."""
    return _over(draft, policy, "wechat.digest", "summary", "wechat_digest")


def body(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A body longer than an article may be, tags not yet counted."""
    return _over(draft, policy, "wechat.body", "text", "wechat_body")


RULES: Final = (
    Rule("wechat.title", title),
    Rule("wechat.title_api", title_api),
    Rule("wechat.digest", digest),
    Rule("wechat.body", body),
)

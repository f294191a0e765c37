"""What the checks cost in processor time: on 1,000 characters, growing to 20,000, and against earlier stories.

Run: python -m bench.checks (goals: 10 ms and never over 30 ms for 1,000 characters; exponent about 1).
"""

import math
import random
import statistics
import time
from pathlib import Path

from publicity.checks.finding import Draft
from publicity.checks.near_duplicates import Earlier
from publicity.checks.policy import load_policy
from publicity.checks.registry import ALL_RULES
from publicity.checks.run import run_checks

CONTENT = Path(__file__).resolve().parents[1] / "content" / "checks"
SENTENCES = (
    "申请执行人张某与被执行人某建材公司买卖合同纠纷一案，法院于2018年3月5日判决公司支付货款86,000元及利息。",
    "判决生效后，公司没有履行，张某向法院申请强制执行，案号为（2018）云2801执{n}号。",
    "执行法官通过网络查控系统查询了{n}个账户，冻结存款1.2万元，并对法定代表人李某限制高消费。",
    "“我们不是不还，是真的没有钱。”李某在电话里说。法官没有放弃，又走访了当地的三个村子。",
    "7月{d}日（星期四），执行干警在景洪市某路口找到了公司名下的车辆，依法查封、扣押。",
    "经过释法说理，双方达成和解协议：公司分三期支付，第一期30000元当场交付。",
    "该案的办理彰显了法院维护胜诉当事人合法权益的决心，也提醒市场主体诚信经营。",
    "## {n}、执行过程\n\n据统计,该院今年共执结涉民生案件{n}件，到位金额5千元，其它案件正在办理。",
)


def story(characters: int, seed: int = 1) -> str:
    """A made-up Markdown story of exactly so many characters, with faults in it; the same for the same seed."""
    dice, parts = random.Random(seed), ["## 基本案情\n\n"]
    while sum(map(len, parts)) < characters:
        ending = "\n\n" if dice.random() < 0.25 else ""
        parts.append(dice.choice(SENTENCES).format(n=dice.randint(2, 900), d=dice.randint(1, 28)) + ending)
    return "".join(parts)[:characters]


def draft(characters: int, seed: int) -> Draft:
    return Draft(
        "八万元货款的故事", story(characters, seed), form="case-story", court="某市人民法院", court_code="云2801"
    )


def milliseconds(characters: int, times: int) -> list[float]:
    """One measurement for each of `times` different texts, so that nothing is answered from a memo."""
    policy, taken = load_policy(CONTENT), []
    run_checks(draft(characters, 0), policy)
    for seed in range(1, times + 1):
        text = draft(characters, seed)
        begin = time.process_time()
        run_checks(text, policy)
        taken.append((time.process_time() - begin) * 1000)
    return taken


def slowest_rules(characters: int) -> list[tuple[float, str]]:
    policy, costs = load_policy(CONTENT), []
    for rule in ALL_RULES:
        drafts = [draft(characters, seed) for seed in range(1000, 1010)]
        list(rule.check(drafts[0], policy))
        begin = time.process_time()
        for one in drafts:
            list(rule.check(one, policy))
        costs.append(((time.process_time() - begin) * 100, rule.id))
    return sorted(costs, reverse=True)


def main() -> None:
    small, large = milliseconds(1000, 200), milliseconds(20_000, 20)
    exponent = math.log(statistics.median(large) / statistics.median(small)) / math.log(20)
    print(
        f"{len(ALL_RULES)} rules, 1,000 characters: median {statistics.median(small):.1f} ms, worst {max(small):.1f} ms"
    )
    print(f"20,000 characters: median {statistics.median(large):.1f} ms, exponent {exponent:.2f}")
    earlier = [Earlier(str(n), "旧稿", story(1000, n + 5000), (), "别院") for n in range(2000)]
    begin = time.process_time()
    run_checks(draft(1000, 99), load_policy(CONTENT), earlier=earlier)
    compared = (time.process_time() - begin) * 1000
    print(f"with 2,000 earlier stories that share every sentence (the worst case): {compared:.0f} ms")
    for cost, name in slowest_rules(1000)[:8]:
        print(f"  {cost:6.2f} ms  {name}")


if __name__ == "__main__":
    main()

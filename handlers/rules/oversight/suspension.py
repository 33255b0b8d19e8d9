"""What running reviews feel of supervision: work rests after an interview until the supervisor consents (A78)."""

from __future__ import annotations

from handlers.rules.article import Breaches, article
from handlers.rules.committee import Filing


@article("A78.1")
def review_work_is_not_suspended(filing: Filing) -> Breaches:
    """After an interview review work rests until the supervisor consents to its resumption (I-34)."""
    if filing.status == "suspended":
        yield "评委会已被责令停止评审工作，不得继续；请完成整改并经监管部门同意恢复后再进行"

"""`zhiping …`: prepare, serve, ask the rules, publish, verify.

Exit codes: 0 success, 1 what was checked is not so, 2 bad arguments or settings; then one clear
line stands on standard error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.differing import diff
from app.cli.law import decide, rules, workdays
from app.cli.migrating import migrate_cases
from app.cli.models import check
from app.cli.reporting import report
from app.cli.trying import try_stories
from app.cli.whatif import what_if
from app.cli.words import CONTEXT, NotSo, installation
from app.config import Settings, SettingsInvalid


@click.group(context_settings=CONTEXT)
def zhiping() -> None:
    """职评：职称评审管理系统。各命令的说明见 zhiping 命令 --help。"""


zhiping.add_command(rules)
zhiping.add_command(decide)
zhiping.add_command(workdays)
zhiping.add_command(report)
zhiping.add_command(check)
zhiping.add_command(diff)
zhiping.add_command(what_if)
zhiping.add_command(try_stories)
zhiping.add_command(migrate_cases)


@zhiping.command()
def init() -> None:
    """建立或升级数据库，装入日历，发布流程；演练环境另装演示数据。可重复执行。"""
    from app import place, preparing
    from app.engine import ModelRefused

    try:
        for line in preparing.prepare(place.build(Settings.from_environment())):
            click.echo(line)
    except ModelRefused as error:
        for problem in error.problems:
            click.echo(str(problem))
        raise NotSo(f"流程没有发布，在用的不变：{len(error.problems)} 处问题") from None


@zhiping.command()
@click.option("--host", help="监听地址，默认 ZHIPING_HOST 或 127.0.0.1。")
@click.option("--port", type=click.IntRange(1, 65535), help="端口，默认 ZHIPING_PORT 或 8000。")
def serve(host: str | None, port: int | None) -> None:
    """启动网页、接口与调度器，直到收到停止信号。"""
    from dataclasses import replace

    from app import preparing, serving

    settings = Settings.from_environment()
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    for line in preparing.greeting(settings):
        click.echo(line)
    serving.serve(settings)


@zhiping.command()
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="正在运行的演练服务。")
@click.option("--declarations", type=click.IntRange(1, 2000), default=60, show_default=True, help="申报人数。")
@click.option("--seed", type=int, default=7, show_default=True, help="随机数种子；相同的种子重演相同的故事。")
@click.option("--json", "as_json", is_flag=True, help="最后输出一个 JSON 对象。")
@click.option(
    "--season", type=click.Choice(("review", "supervision")), default="review", show_default=True,
    help="演哪一季：review 评审季，supervision 监管季（提醒、约谈、收回评审权，个人违规）。",
)  # fmt: skip
def demo(url: str, declarations: int, seed: int, as_json: bool, season: str) -> None:
    """驱动正在运行的演练服务走完一个评审季或监管季，并与记录逐项核对。"""
    from app import demo

    try:
        figures = demo.run(url, declarations, seed, quiet=as_json, season=season)
    except demo.DemoBroken as error:
        raise NotSo(str(error)) from None
    click.echo(json.dumps(figures, ensure_ascii=False) if as_json else demo.table(figures, season))
    if figures["contradictions"]:
        raise NotSo(f"有 {figures['contradictions']} 处与记录不符")


@zhiping.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path))
@click.option("--author", required=True, help="起草人，记入发布记录。")
@click.option("--approver", required=True, help="批准人，须是起草人以外的另一人，记入发布记录。")
def publish(paths: Sequence[Path], author: str, approver: str) -> None:
    """发布流程图、决策表、表单和故事，由一人起草、另一人批准；文件夹取其中全部。

    先检查全部流程，再演一遍全部故事（约一分钟）；有不符时逐条说明，返回 1，什么也不发布。
    """
    from app import drafts, preparing
    from app.engine import EngineRefusal, ModelRefused

    author, approver = (" ".join(name.split()) for name in (author, approver))
    if not author or not approver or author == approver:
        raise click.UsageError("发布要有两个人：--author 写起草人，--approver 写批准的另一人，不能同名")
    try:
        made = drafts.publish_files(installation(), paths, author, approver)
    except ModelRefused as error:
        for problem in error.problems:
            click.echo(str(problem))
        raise NotSo(f"没有发布：{len(error.problems)} 处问题") from None
    except EngineRefusal as error:
        raise NotSo(f"没有发布：{error}") from None
    if not made.versions and not made.stories:
        raise NotSo("没有可发布的内容：这些决策表和表单没有流程使用，或者与现行的相同")
    for line in preparing.told(made.versions):
        click.echo(line)
    for name in made.stories:
        click.echo(f"故事 {name} 已生效")


@zhiping.group(context_settings=CONTEXT)
def audit() -> None:
    """核验日志。"""


@audit.command("verify")
def verify_audit() -> None:
    """核验全部案件日志的哈希链；有改动时指出是哪一行，返回 1。"""
    from app import audit as journal

    here = installation()
    with here.database.reading() as session:
        verdict = journal.verify(session, anchors=here.settings.anchors_dir)
    for fault in verdict.faults:
        click.echo(str(fault))
    if verdict.faults:
        raise NotSo(f"日志有 {len(verdict.faults)} 处不符")
    click.echo(f"日志完好：{verdict.cases} 个案件，{verdict.rows} 行")


@audit.command("anchor")
def anchor_audit() -> None:
    """把全部案件日志的根签名写入锚定文件，供日后核验是否被截尾；宜每日执行并另存他处。"""
    from app import audit as journal
    from handlers import keys

    here = installation()
    with here.database.reading() as session:
        path = journal.anchor(session, here.settings.anchors_dir, keys.key("anchor"), here.clock.now())
    click.echo(f"已写入 {path}")


@zhiping.group(context_settings=CONTEXT)
def figures() -> None:
    """监管页面的统计数字。"""


@figures.command("rebuild")
def rebuild_figures() -> None:
    """由日志和任务重新统计各环节的办理次数和时长；并补齐旧案件在列表和检索中显示的字段。"""
    from app import figures as monitor

    here = installation()
    filled = monitor.fill_in(here.database, here.engine.catalogue)
    counted = monitor.rebuild(here.database, here.clock.now())
    click.echo(f"已重新统计 {counted} 个案件，补齐 {filled} 个案件")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(outcome(arguments))


def outcome(arguments: Sequence[str] | None = None) -> int:
    """The exit code of one call; whatever goes wrong is one line on standard error."""
    try:
        zhiping.main(args=arguments, prog_name="zhiping", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        return _say(error.format_message(), 2)
    except SettingsInvalid as error:
        return _say(f"环境变量有误：{error}", 2)
    except NotSo as error:
        return _say(str(error), 1)
    except (click.Abort, KeyboardInterrupt):
        return _say("已中断", 1)
    return 0


def _say(message: str, code: int) -> int:
    click.echo(f"zhiping: {' '.join(message.split())}", err=True)
    return code

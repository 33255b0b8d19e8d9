"""From form-js components to questions: what is asked, of which type, hidden when.

Groups are flattened (their conditions pass to what they hold), display components are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.expressions import Expression, ExpressionRefused, compile_feel
from app.forms.failures import FormRefused
from app.forms.patterns import compiled

TEXTS = ("textfield", "textarea")
CHOICES = ("select", "radio", "checklist", "taglist")
LISTS = ("checklist", "taglist", "dynamiclist")
ASKED = (*TEXTS, *CHOICES, "number", "checkbox", "datetime", "dynamiclist")
SHOWN = frozenset(("text", "html", "image", "table", "separator", "spacer", "button"))

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_EMPTY: dict[str, Any] = {"checkbox": False, "textfield": "", "textarea": ""}


@dataclass(frozen=True)
class Question:
    """One component that asks something. `rules` is the component's `validate`."""

    key: str
    type: str
    label: str
    required: bool
    rules: dict[str, Any]
    hide: tuple[Expression, ...] = ()
    values: tuple[Any, ...] | None = None
    values_key: str | None = None
    digits: int = 0
    pattern: re.Pattern[str] | None = None
    rows: tuple[Question, ...] = field(default=())

    @property
    def empty(self) -> Any:
        """What form-js holds for it as long as nobody has answered."""
        return [] if self.type in LISTS else _EMPTY.get(self.type)


def questions(components: Any, hide: tuple[Expression, ...] = ()) -> tuple[Question, ...]:
    """The questions of a list of components. Raises `FormRefused`."""
    if not isinstance(components, list) or not all(isinstance(item, dict) for item in components):
        raise FormRefused("components 应为组件列表")
    found = tuple(_each(components, hide))
    keys = [question.key for question in found]
    if doubled := sorted({key for key in keys if keys.count(key) > 1}):
        raise FormRefused(f"键 {'、'.join(doubled)} 重复")
    return found


def _each(components: list[dict[str, Any]], hide: tuple[Expression, ...]) -> Iterator[Question]:
    for component in components:
        kind = component.get("type")
        hidden = hide + _conditions(component)
        if kind == "group":
            if component.get("path"):
                raise FormRefused(f"分组“{_label(component)}”不能设置 path，答案的键须是处理程序的参数名")
            yield from questions(component.get("components", []), hidden)
        elif kind in ASKED:
            if not component.get("disabled"):
                yield _question(component, str(kind), hidden)
        elif kind not in SHOWN:
            raise FormRefused(f"组件类型 {kind} 不受支持，可用：{'、'.join((*ASKED, 'group', *sorted(SHOWN)))}")


def _question(component: dict[str, Any], kind: str, hide: tuple[Expression, ...]) -> Question:
    key = component.get("path" if kind == "dynamiclist" else "key")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise FormRefused(f"组件“{_label(component)}”的键 {key!r} 不合规，只能用小写英文字母、数字和下划线，以字母开头")
    _supported(component, kind, key)
    rules = _rules(component, key)
    return Question(
        key=key, type=kind, label=_label(component), required=rules.get("required", False) is True, rules=rules,
        hide=hide, values=_values(component, kind, key), values_key=component.get("valuesKey"),
        digits=component.get("decimalDigits") or 0, pattern=compiled(rules.get("pattern"), key),
        rows=questions(component.get("components", [])) if kind == "dynamiclist" else (),
    )  # fmt: skip


def _supported(component: dict[str, Any], kind: str, key: str) -> None:
    if kind == "datetime" and component.get("subtype", "date") != "date":
        raise FormRefused(f"“{key}”：日期时间组件只支持日期（subtype: date）")
    if kind == "number" and component.get("serializeToString"):
        raise FormRefused(f"“{key}”：数字组件不支持 serializeToString")
    if component.get("valuesExpression"):
        raise FormRefused(f"“{key}”：选项不支持 valuesExpression，请用 values 或 valuesKey")


def _rules(component: dict[str, Any], key: str) -> dict[str, Any]:
    rules = component.get("validate") or {}
    if not isinstance(rules, dict):
        raise FormRefused(f"“{key}”的 validate 应为对象")
    for name in ("min", "max", "minLength", "maxLength"):
        limit = rules.get(name)
        if limit is not None and (isinstance(limit, bool) or not isinstance(limit, (int, float))):
            raise FormRefused(f"“{key}”的 {name} 应为数字，不支持表达式")
    if not isinstance(rules.get("required", False), bool):
        raise FormRefused(f"“{key}”的 required 应为 true 或 false")
    return {name: value for name, value in rules.items() if value is not None}


def _values(component: dict[str, Any], kind: str, key: str) -> tuple[Any, ...] | None:
    if kind not in CHOICES:
        return None
    if component.get("valuesKey"):
        return None
    values = component.get("values")
    if not isinstance(values, list) or not values:
        raise FormRefused(f"“{key}”没有选项：请填写 values 或 valuesKey")
    return tuple(option_value(option) for option in values)


def option_value(option: Any) -> Any:
    """The value of a form-js option, which is an object with `value` or the value itself."""
    return option.get("value") if isinstance(option, dict) else option


def _conditions(component: dict[str, Any]) -> tuple[Expression, ...]:
    condition = (component.get("conditional") or {}).get("hide")
    if not condition:
        return ()
    if not isinstance(condition, str):
        raise FormRefused(f"组件“{_label(component)}”的隐藏条件应为表达式")
    try:
        return (compile_feel(condition),)
    except ExpressionRefused as error:
        raise FormRefused(f"组件“{_label(component)}”的隐藏条件：{error.message}") from error


def _label(component: dict[str, Any]) -> str:
    names = (component.get(name) for name in ("label", "dateLabel", "key", "path", "id"))
    return next((str(name) for name in names if name), "")

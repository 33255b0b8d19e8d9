// What form-js says, in the clerk's words. A message not listed here is shown as it is.
export const WORDS = {
  'Field is required.': '请填写此项',
  'Please tick this.': '请勾选此项',
  'Please choose.': '请选择',
  'Field must match pattern {value}.': '格式不符合要求',
  'Field must have minimum length of {value}.': '至少填写 {value} 个字',
  'Field must have maximum length of {value}.': '最多填写 {value} 个字',
  'Field must have minimum value of {value}.': '不得小于 {value}',
  'Field must have maximum value of {value}.': '不得大于 {value}',
  'Field must be a valid email.': '请填写有效的电子邮箱',
  'Value is not a number.': '请填写数字',
  'Value is expected to be an integer.': '请填写整数',
  'Value is expected to have at most 1 decimal digit.': '最多 1 位小数',
  'Value is expected to have at most {value} decimal digits.': '最多 {value} 位小数',
  'Date and time must both be entered.': '日期和时间都要填写',
  'Add new': '增加一行',
  'Expand all ({value})': '展开全部（{value}）',
  Collapse: '收起',
  Increment: '加一',
  Decrement: '减一',
  'Nothing to show.': '暂无内容',
  'No content to show.': '暂无内容',
  'No results': '没有匹配的选项',
  'All values selected': '已全部选择',
  Search: '点击选择，或输入文字查找',
  'Skip to search': '跳到查找',
  'Remove tag': '去掉此项',
  'Next page': '下一页',
  'Previous page': '上一页',
  '{page} of {total}': '第 {page} 页，共 {total} 页',
};

/** The translation form-js asks for, with `{name}` replaced. */
export function translate(template, replacements = {}) {
  const text = document.documentElement.lang.startsWith('zh') ? (WORDS[template] ?? template) : template;
  return text.replace(/{([^}]+)}/g, (_, key) => replacements[key] ?? `{${key}}`);
}

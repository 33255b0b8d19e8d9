// What a form asks, as the server reads it: the keys of its fields, groups opened, what is only shown left out.
export const FIELDS = [
  'textfield', 'textarea', 'number', 'datetime', 'checkbox', 'radio', 'select', 'checklist', 'taglist', 'dynamiclist',
];

/** Key → field, in the form's order. */
export function asked({ components = [] }) {
  return new Map(fieldsOf(components).map((field) => [field.type === 'dynamiclist' ? field.path : field.key, field]));
}

function fieldsOf(components) {
  return components.flatMap((each) => {
    if (each.type === 'group') return fieldsOf(each.components ?? []);
    return FIELDS.includes(each.type) && !each.disabled ? [each] : [];
  });
}

const GIVES = {
  textfield: ['str'], textarea: ['str'], radio: ['str'], select: ['str'], number: ['int'], checkbox: ['bool'],
  datetime: ['date'], checklist: ['list'], taglist: ['list'], dynamiclist: ['rows'],
};

/** The kinds of answer a field can give. */
export function kindsOf(field) {
  if (field.type === 'number' && field.decimalDigits) return ['float'];
  const values = field.values?.map(({ value }) => typeof value) ?? [];
  return values.length && values.every((kind) => kind === 'number') ? ['int'] : GIVES[field.type];
}

/** How what a form asks compares with what its handler wants: `{name, state, wanted?, field?}` each. */
export function compared(schema, parameters) {
  const fields = asked(schema);
  const names = new Set(parameters.map(({ name }) => name));
  const extra = [...fields].filter(([key]) => !names.has(key)).map(([name, field]) => ({ name, field, state: 'too many' }));
  return [...parameters.map((wanted) => ({ name: wanted.name, wanted, field: fields.get(wanted.name), state: stateOf(wanted, fields) })), ...extra];
}

function stateOf({ name, type, filled }, fields) {
  const field = fields.get(name);
  if (filled) return field ? 'too many' : 'filled by the diagram';
  if (!field) return 'missing';
  return kindsOf(field).includes(type) ? 'asked' : 'wrong kind';
}

// Opens diagrams as a modeler does and saves them again: node roundtrip.mjs <from> <to>. Tells warnings and stops at any.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';

const camunda = createRequire(import.meta.url)('camunda-bpmn-moddle/resources/camunda.json');
const [from, to] = process.argv.slice(2);
const moddle = new BpmnModdle({ camunda });
let told = 0;

for (const name of readdirSync(from).filter((each) => each.endsWith('.bpmn')).sort()) {
  const { rootElement, warnings } = await moddle.fromXML(readFileSync(join(from, name), 'utf8'));
  for (const warning of warnings) console.error(`${name}: ${warning.message}`);
  told += warnings.length;
  const { xml } = await moddle.toXML(rootElement, { format: true });
  writeFileSync(join(to, name), xml);
}
process.exit(told ? 1 : 0);

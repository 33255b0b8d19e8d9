// Hints on the drawing, at once and without the server: bpmnlint with the few rules that fit our profile.
import { Linter } from 'bpmnlint';
import joinFork from 'bpmnlint/rules/no-gateway-join-fork';
import overlapping from 'bpmnlint/rules/no-overlapping-elements';
import duplicate from 'bpmnlint/rules/no-duplicate-sequence-flows';
import { t } from './words.js';

const ours = {
  'no-gateway-join-fork': [joinFork, 'The gateway joins and forks at once; draw two.'],
  'no-overlapping-elements': [overlapping, 'It lies over another element.'],
  'no-duplicate-sequence-flows': [duplicate, 'Two flows lead the same way.'],
  'choice-is-a-question': [asked, 'A choice is named by a question, and each way out by an answer.'],
};

/** A choice with several ways out has a name, and so have the ways. */
function asked() {
  return {
    check(node, reporter) {
      if (node.$type !== 'bpmn:ExclusiveGateway' || (node.outgoing ?? []).length < 2) return;
      if (!node.name || node.outgoing.some((flow) => !flow.name)) reporter.report(node.id, 'question');
    },
  };
}

const config = { rules: Object.fromEntries(Object.keys(ours).map((name) => [name, 'warn'])) };
const resolver = { resolveRule: (_, name) => ours[name][0], resolveConfig: () => ({}) };

/** The hints of a file as `{element, message}`. Rules remember what they saw: each time begins with new ones. */
export async function hints(definitions) {
  const reports = await new Linter({ config, resolver }).lint(definitions);
  return Object.entries(reports).flatMap(([rule, found]) =>
    found.filter((each) => ours[rule]).map((each) => ({ element: each.id, message: t(ours[rule][1]) })));
}

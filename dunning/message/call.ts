import type { Compiled } from './engine/compile';
import { TEXT_PARTS } from './layout/email-parts';
import type { TemplateSet } from './template-set';
import { factsOf } from './texts/types';
import type { CallTexts, StageTexts } from './texts/types';

/** The order in which an agent reads the script. Who answers comes before what it is about: nothing is said to a third person. */
const CALL_FRAME = `{{> c.title}}: {{customer.name}}

{{> c.opening}}
{{> c.identity}}
{{> c.thirdPerson}}
{{> c.voicemail}}

{{> c.reasonTitle}}
{{> reason}}

{{> facts}}

{{> c.questionsTitle}}
1. {{> q.first}}
2. {{> q.second}}
3. {{> q.third}}

{{> c.closeTitle}}
{{> close}}
`;

/** Compiles the script of one stage and language for the person who calls. */
export function callTemplate(set: TemplateSet, call: CallTexts, texts: StageTexts['call'], stage: string): Compiled {
  const [first, second, third] = call.questions[texts.kind];
  const questions: Readonly<Record<string, string>> = { first, second, third };
  const finder = set.finder((name) => {
    if (name === 'reason') return { source: set.own('reason', texts.reason), kind: 'inline' };
    if (name === 'close') return inline(texts.kind === 'event' ? call.closeEvent : call.close);
    if (name === 'facts') return { source: `{{> ${factsOf(stage)}}}`, kind: 'layout' };
    if (name.startsWith('q.')) return inline(questions[name.slice(2)]);
    if (name.startsWith('c.')) return inline(line(call, name.slice(2)));
    return Object.hasOwn(TEXT_PARTS, name) ? { source: TEXT_PARTS[name] ?? '', kind: 'layout' } : undefined;
  });
  return set.compile('text', '', set.own('', CALL_FRAME), finder);
}

function line(call: CallTexts, name: string): string | undefined {
  const found = Object.hasOwn(call, name) ? call[name as keyof CallTexts] : undefined;
  return typeof found === 'string' ? found : undefined;
}

function inline(source: string | undefined): { source: string; kind: 'inline' } | undefined {
  return source === undefined ? undefined : { source, kind: 'inline' };
}

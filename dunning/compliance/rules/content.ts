import type { Context } from '../context';
import { SATISFIED, type Finding } from '../finding';
import type { RuleOf } from '../pack';

/**
 * What a message must and must not contain. Without a message there is nothing to check yet. An element that cannot be told
 * from the text is no refusal, but the verdict lists it as unchecked.
 */
export function contentOpens(
  rule: RuleOf<'required_content'> | RuleOf<'forbidden_content'>,
  context: Context,
  t: number,
): Finding {
  if (rule.kind === 'required_content' && rule.firstContactOnly && !isFirst(context)) return SATISFIED;
  let unchecked: string[] | undefined;
  for (const element of rule.elements) {
    const there = context.content.has(element);
    if (there === undefined && context.message && rule.kind === 'required_content') {
      (unchecked ??= []).push(element);
    }
    if (rule.kind === 'forbidden_content' ? there === true : there === false) {
      return {
        opens: Infinity,
        code: `${rule.kind === 'forbidden_content' ? 'FORBIDDEN' : 'MISSING'}_${element.toUpperCase()}`,
      };
    }
  }
  return unchecked ? { opens: t, code: '', unchecked } : SATISFIED;
}

function isFirst({ facts, earlier }: Context): boolean {
  return facts.firstContact ?? !earlier.some((contact) => !contact.inbound);
}

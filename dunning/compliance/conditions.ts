import type { Context } from './context';
import type { ContactFacts, Purpose } from './input';
import type { Conditions, Rule } from './pack';
import { readSector } from './fact-words';

export function purposeOf(facts: ContactFacts): Purpose {
  return facts.purpose ?? 'collection';
}

/** The fact that a list of values is compared with; undefined: not known. */
const VALUES: Record<
  Exclude<keyof Conditions, 'registers' | 'facts' | 'places'>,
  (context: Context) => string | undefined
> = {
  sectors: ({ facts, creditor }) => facts.creditorSector ?? (creditor.sector && readSector(creditor.sector)),
  purposes: ({ facts }) => purposeOf(facts),
  debtKinds: ({ facts }) => facts.debtKind,
  senderBusinesses: ({ facts, creditor }) =>
    facts.senderBusiness ??
    creditor.senderBusiness ??
    // Whoever collects for others and does not say what their account is registered as is taken for what they are.
    (creditor.kind === 'agency' ? 'debt_collection_agency' : 'creditor'),
  messageTypes: ({ facts, message }) => facts.messageType ?? messageType(message),
};

/** A WhatsApp message of this product is a template unless its payload says otherwise. */
function messageType(message: Context['message']): 'template' | 'freeform' {
  return message?.channel === 'whatsapp' && message.payload['type'] !== 'template' ? 'freeform' : 'template';
}

/** Whether the registers name the customer. A register nobody looked up names nobody: looking it up is the user's part. */
function registered(facts: ContactFacts, names: readonly string[]): boolean {
  return names.some((name) => facts.registers?.[name]?.registered === true);
}

/** Whether all conditions hold; `unknown` is what a fact that nobody gave counts as. */
function hold(conditions: Conditions, context: Context, unknown: boolean): boolean {
  for (const key of Object.keys(conditions) as Array<keyof Conditions>) {
    const wanted = conditions[key];
    if (!wanted) continue;
    if (key === 'registers') {
      if (!registered(context.facts, wanted)) return false;
    } else if (key === 'places') {
      if (!wanted.includes(context.facts.place ?? '')) return false;
    } else if (key === 'facts') {
      if (!wanted.every((name) => (context.facts as Record<string, unknown>)[name] === true)) return false;
    } else {
      const value = VALUES[key](context);
      if (!(value === undefined ? unknown : wanted.includes(value))) return false;
    }
  }
  return true;
}

/** Whether the rule speaks of this contact. What is not known never frees it. */
export function concerns(rule: Rule, context: Context): boolean {
  if (rule.onlyFor && !hold(rule.onlyFor, context, true)) return false;
  const { notFor } = rule;
  if (notFor === undefined) return true;
  return Array.isArray(notFor) ? !notFor.some((each) => hold(each, context, false)) : !hold(notFor, context, false);
}

import type { Context } from './context';
import type { ContactFacts, Purpose } from './input';
import type { Conditions, Rule } from './pack';

export function purposeOf(facts: ContactFacts): Purpose {
  return facts.purpose ?? 'collection';
}

/** The fact that a list of values is compared with; undefined: not known. */
const VALUES: Record<Exclude<keyof Conditions, 'registers' | 'facts'>, (context: Context) => string | undefined> = {
  sectors: ({ facts, creditor }) => facts.creditorSector ?? creditor.sector,
  purposes: ({ facts }) => purposeOf(facts),
  debtKinds: ({ facts }) => facts.debtKind,
  places: ({ facts }) => facts.place,
  senderBusinesses: ({ facts, creditor }) =>
    facts.senderBusiness ??
    creditor.senderBusiness ??
    // Whoever collects for others and does not say what their account is registered as is taken for what they are.
    (creditor.kind === 'agency' ? 'debt_collection_agency' : 'creditor'),
  messageTypes: ({ facts, message }) => facts.messageType ?? (message ? messageType(message) : undefined),
};

function messageType(message: NonNullable<Context['message']>): 'template' | 'freeform' | undefined {
  if (message.channel !== 'whatsapp') return undefined;
  return message.payload['type'] === 'template' ? 'template' : 'freeform';
}

/** Whether the registers name the customer. A register nobody looked up names nobody: looking it up is the user's part. */
function registered(facts: ContactFacts, names: readonly string[]): boolean {
  return names.some((name) => facts.registers?.[name]?.registered === true);
}

function fact(facts: ContactFacts, name: string): boolean | undefined {
  const value = (facts as Record<string, unknown>)[name];
  return typeof value === 'boolean' ? value : undefined;
}

/** Whether all conditions hold; `unknown` is what a fact that nobody gave counts as. */
function hold(conditions: Conditions, context: Context, unknown: boolean): boolean {
  for (const key of Object.keys(conditions) as Array<keyof Conditions>) {
    const wanted = conditions[key];
    if (!wanted) continue;
    if (key === 'registers') {
      if (!registered(context.facts, wanted)) return false;
    } else if (key === 'facts') {
      if (!wanted.every((name) => fact(context.facts, name) ?? unknown)) return false;
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
  return !(rule.notFor && hold(rule.notFor, context, false));
}

import type { ContactEvent } from '../../dunning/ledger/events';
import { readReference } from '../../dunning/ledger/payment-events';
import type { KnownContact, KnownOwners } from '../../dunning/ledger/payment-events';
import { storableId } from '../../dunning/ledger/recording';
import { FORGOTTEN } from '../../dunning/ledger/records';
import type { Session } from './database';
import { linkOwners } from './payment-links';
import { contactOf } from './rows';
import type { ContactRow } from './rows';

/** What is known of the customers that payment events may be about: by the contact keys and the invoices that they name. */
export async function ownersOf(
  session: Session,
  s: string,
  events: ReadonlyArray<Pick<ContactEvent, 'contactKey' | 'payment'>>,
): Promise<KnownOwners> {
  const { rows } = session;
  const read = events.map(({ contactKey, payment }) => ({ contactKey, ...readReference(payment?.reference) }));
  const keys = read.flatMap(({ contactKey, key }) => [contactKey, key]).filter((key) => key !== undefined);
  const byKey = new Map<string, KnownContact>();
  if (keys.length > 0) {
    const found = await rows<ContactRow>(
      `SELECT * FROM ${s}.contacts WHERE key = ANY ($1) AND customer_id <> '${FORGOTTEN}'`,
      [keys.map(storableId)],
    );
    for (const { key, account, customerId, scope, demands } of found.map(contactOf)) {
      byKey.set(key, { account, customerId, invoices: demands ?? scope });
    }
  }
  const names = [...new Set(read.flatMap(({ invoices }) => invoices))];
  const byName = new Map<string, KnownContact | undefined>();
  if (names.length > 0) {
    const found = await rows<{ name: string; account: string; customer_id: string }>(
      `SELECT u.name, c.account, c.customer_id FROM unnest($1::text[], $2::text[]) AS u (name, scope)
         JOIN ${s}.contacts c ON c.scope = u.scope WHERE c.customer_id <> '${FORGOTTEN}'
       UNION
       SELECT u.name, c.account, c.customer_id FROM unnest($1::text[]) AS u (name)
         JOIN ${s}.contacts c ON c.demands <> '' AND c.demands::jsonb ? u.name WHERE c.customer_id <> '${FORGOTTEN}'`,
      [names, names.map((name) => JSON.stringify([name]))],
    );
    for (const { name, account, customer_id: customerId } of found) {
      // Two customers who were contacted about an invoice of one name: nobody can tell whose it is.
      byName.set(name, byName.has(name) ? undefined : { account, customerId, invoices: [name] });
    }
  }
  const links = await linkOwners(session, s, keys, names);
  return {
    byKey: (key) => byKey.get(storableId(key)) ?? links.byKey(key),
    byReference: (reference) => byName.get(reference) ?? links.byReference(reference),
  };
}

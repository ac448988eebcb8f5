import type { DatabaseSync } from 'node:sqlite';

import { FORGOTTEN } from '../../dunning/ledger/records';
import type { KnownContact } from '../../dunning/ledger/payment-events';

export type ReferenceTable = ReturnType<typeof referenceTable>;

/**
 * From invoices to the customers who were contacted about them. Claims do without this index for the same reason as without
 * one over keys, see keys.ts; it is brought up to date when a payment that names an invoice comes in.
 */
export function referenceTable(db: DatabaseSync) {
  const last = db.prepare('SELECT coalesce(max(id), 0) AS id FROM contacts');
  const upTo = db.prepare('SELECT contact FROM contact_references_upto');
  const catchUp = db.prepare(
    `INSERT OR IGNORE INTO contact_references
     SELECT j.value, c.id FROM contacts c, json_each(c.scope) j WHERE c.id > :from AND c.id <= :to
     UNION SELECT j.value, c.id FROM contacts c, json_each(nullif(c.demands, '')) j WHERE c.id > :from AND c.id <= :to
     ORDER BY 1, 2`,
  );
  const reached = db.prepare('UPDATE contact_references_upto SET contact = ?');
  const search = db.prepare(
    `SELECT DISTINCT u.account, u.customer_id FROM contact_references r JOIN contacts c ON c.id = r.contact
       JOIN customers u ON u.id = c.customer
     WHERE r.name = ? AND u.customer_id <> '${FORGOTTEN}' LIMIT 2`,
  );

  /** Ways to find customers, for one write transaction. */
  function finder() {
    let isUpToDate = false;

    /** The one customer who was contacted about an invoice. */
    return function byReference(reference: string): KnownContact | undefined {
      if (!isUpToDate) {
        const from = Number(upTo.get()?.contact);
        const to = Number(last.get()?.id);
        if (to > from) {
          catchUp.run({ from, to });
          reached.run(to);
        }
        isUpToDate = true;
      }
      const [found, another] = search.all(reference);
      if (!found || another) return undefined;
      return { account: String(found.account), customerId: String(found.customer_id), invoices: [reference] };
    };
  }

  return { finder };
}

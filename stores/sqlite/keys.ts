import type { DatabaseSync } from 'node:sqlite';

import type { ClaimRef } from '../../dunning/ledger/ledger';

export type KeyTable = ReturnType<typeof keyTable>;

/**
 * From contact keys to rows. Keys are hashes, so an index over them is written all over the file: kept up with every claim
 * it would take most of the time, and more the larger the ledger. Claims do without it, because a key is unique within
 * its customer; their tokens carry the row. The index is brought up to date, many rows at once and sorted, when
 * somebody asks by key alone, which is what providers' events do.
 */
export function keyTable(db: DatabaseSync) {
  const keyOf = db.prepare('SELECT key FROM contacts WHERE id = ?');
  const last = db.prepare('SELECT max(id) AS id FROM contacts');
  const upTo = db.prepare('SELECT contact FROM contact_keys_upto');
  const catchUp = db.prepare(
    'INSERT INTO contact_keys SELECT substr(key, 1, 12), id FROM contacts WHERE id > ? AND id <= ? ORDER BY 1, 2',
  );
  const reached = db.prepare('UPDATE contact_keys_upto SET contact = ?');
  const search = db.prepare(
    `SELECT c.id FROM contact_keys k JOIN contacts c ON c.id = k.contact
     WHERE k.prefix = substr(:key, 1, 12) AND c.key = :key`,
  );

  /** The row id that the next contact may have. */
  function nextId(): number {
    return Number(last.get()?.id ?? 0) + 1;
  }

  /** Ways to find rows, for one write transaction. */
  function finder() {
    let isUpToDate = false;

    function byKey(key: string): number | undefined {
      if (!isUpToDate) {
        const from = Number(upTo.get()?.contact);
        const to = nextId() - 1;
        if (to > from) {
          catchUp.run(from, to);
          reached.run(to);
        }
        isUpToDate = true;
      }
      const row = search.get({ key });
      return row && Number(row.id);
    }

    function byClaim({ key, token }: ClaimRef): number | undefined {
      const hint = rowOf(token);
      return hint > 0 && keyOf.get(hint)?.key === key ? hint : byKey(key);
    }

    return { byKey, byClaim };
  }

  return { nextId, finder };
}

/** A token that says which row it belongs to, most probably; what follows the dot is the secret. */
export function tokenFor(row: number, secret: string): string {
  return `${row.toString(36)}.${secret}`;
}

/** The row that a token speaks of; 0 when it speaks of none. */
export function rowOf(token: string): number {
  const row = Number.parseInt(token, 36);
  return Number.isSafeInteger(row) ? row : 0;
}

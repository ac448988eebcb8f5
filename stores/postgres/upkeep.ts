import type { Channel } from '../../dunning/common';
import { FACT, statusOf } from '../../dunning/ledger/fold';
import type { ClaimState } from '../../dunning/ledger/fold';
import { toMillis } from '../../dunning/ledger/instant';
import { FORGOTTEN, PAGE_SIZE } from '../../dunning/ledger/records';
import type { ContactCount, ContactFilter, ContactPage, Forgotten } from '../../dunning/ledger/records';
import { addCounts } from '../../dunning/ledger/standing';
import { viewContact } from '../../dunning/ledger/stored';
import type { StoredContact } from '../../dunning/ledger/stored';
import type { Database, Session } from './database';
import { contactOf } from './rows';
import type { ContactRow } from './rows';

const READ_AT_ONCE = 1_000;

/** Finding, counting and forgetting. */
export function upkeepStore(database: Database) {
  const s = database.schema;

  async function find({ rows }: Session, filter: ContactFilter, now: number): Promise<ContactPage> {
    const where: string[] = ['id > $1'];
    const values: unknown[] = [];
    const narrow = (condition: string, value: string | number | undefined) => {
      if (value === undefined) return;
      values.push(value);
      where.push(`${condition} $${values.length + 1}`);
    };
    narrow('account =', filter.account);
    narrow('customer_id =', filter.customerId);
    narrow('debt_id =', filter.debtId);
    narrow('stage =', filter.stage);
    narrow('channel =', filter.channel);
    narrow('at >=', filter.from === undefined ? undefined : toMillis(filter.from, 'from'));
    narrow('at <', filter.until === undefined ? undefined : toMillis(filter.until, 'until'));
    const page = `SELECT * FROM ${s}.contacts WHERE ${where.join(' AND ')} ORDER BY id LIMIT ${READ_AT_ONCE}`;

    const limit = filter.limit ?? PAGE_SIZE;
    const contacts: ContactPage['contacts'] = [];
    let after = filter.after ?? '0';
    for (;;) {
      const found = await rows<ContactRow>(page, [after, ...values]);
      for (const row of found) {
        const contact = viewContact(contactOf(row), now);
        if (filter.statuses && !filter.statuses.includes(contact.status)) continue;
        if (contacts.length === limit) return { contacts, next: after };
        contacts.push(contact);
        after = row.id;
      }
      const last = found.at(-1);
      if (!last || found.length < READ_AT_ONCE) return { contacts };
      after = last.id;
    }
  }

  async function uncertain({ rows }: Session, account: string | undefined, now: number): Promise<StoredContact[]> {
    const found = await rows<ContactRow>(
      `SELECT * FROM ${s}.contacts
       WHERE (state IN ('claimed', 'sending', 'uncertain') OR facts & ${FACT.maybeSent} <> 0)
         AND ($1::text IS NULL OR account = $1)
       ORDER BY claimed_at, id`,
      [account ?? null],
    );
    return found.map(contactOf).filter((contact) => statusOf(contact, now) === 'uncertain');
  }

  async function count({ rows }: Session, account: string, now: number): Promise<ContactCount[]> {
    type Row = Pick<ContactRow, 'stage' | 'channel' | 'state' | 'facts'> & { runs: boolean; n: string };
    const groups = await rows<Row>(
      `SELECT stage, channel, state, facts, count(*) AS n,
         $2::bigint < lease_until AND $2::bigint >= 2 * lease_from - lease_until AS runs
       FROM ${s}.contacts WHERE account = $1 GROUP BY 1, 2, 3, 4, 6`,
      [account, now],
    );
    return addCounts(
      groups.map(({ stage, channel, state, facts, runs, n }) => ({
        stage,
        channel: channel as Channel,
        status: statusOf({ state: state as ClaimState, facts, leaseFrom: now, leaseUntil: runs ? now + 1 : now }, now),
        count: Number(n),
      })),
    );
  }

  /** Blanks what names anybody in the contacts that `which` finds, and in their events. */
  async function blank({ change }: Session, which: string, values: unknown[]): Promise<Forgotten> {
    const random = `replace(gen_random_uuid()::text, '-', '')`;
    const events = await change(
      `UPDATE ${s}.events SET event_id = ${random}, contact_key = NULL, provider_message_id = NULL, detail = NULL
       WHERE contact IN (SELECT id FROM ${s}.contacts WHERE ${which})`,
      values,
    );
    const contacts = await change(
      `UPDATE ${s}.contacts SET customer_id = '${FORGOTTEN}', key = ${random}, debt_id = '', scope = '[]', cycle = '',
         token = '', demands = NULL, provider_message_id = NULL, detail = NULL WHERE ${which}`,
      values,
    );
    return { contacts, events, consent: 0, holds: 0, payments: 0 };
  }

  /** Forgets what was said of the payments that `which` finds. */
  async function forgetFacts({ change }: Session, which: string, values: unknown[]): Promise<void> {
    await change(
      `DELETE FROM ${s}.payment_facts WHERE (provider, payment_id) IN
         (SELECT provider, payment_id FROM ${s}.payments WHERE ${which})`,
      values,
    );
  }

  function forgetCustomer(account: string, customerId: string): Promise<Forgotten> {
    const which = `account = $1 AND customer_id = $2 AND customer_id <> '${FORGOTTEN}'`;
    const values = [account, customerId];
    return database.transaction([], async (session) => {
      await forgetFacts(session, which, values);
      // Without their customer, links say nothing of use: they go whole.
      await session.change(`DELETE FROM ${s}.payment_links WHERE ${which}`, values);
      // A refusal at an address that was theirs says who they are, too.
      await session.change(
        `UPDATE ${s}.events SET recipient = NULL, detail = NULL WHERE contact IS NULL AND recipient IN
           (SELECT hash FROM ${s}.addresses WHERE ${which})`,
        values,
      );
      await session.change(`DELETE FROM ${s}.addresses WHERE ${which}`, values);
      await session.change(`DELETE FROM ${s}.unreachable WHERE ${which}`, values);
      return {
        ...(await blank(session, which, values)),
        consent: await session.change(`DELETE FROM ${s}.consent WHERE ${which}`, values),
        holds: await session.change(`DELETE FROM ${s}.holds WHERE ${which}`, values),
        payments: await session.change(`DELETE FROM ${s}.payments WHERE ${which}`, values),
      };
    });
  }

  function forgetBefore(account: string, before: number): Promise<Forgotten> {
    const values = [account, before];
    return database.transaction([], async (session) => {
      await forgetFacts(session, 'account = $1 AND at < $2', values);
      await session.change(`DELETE FROM ${s}.payment_links WHERE account = $1 AND changed_at < $2`, values);
      await session.change(`DELETE FROM ${s}.unreachable WHERE account = $1 AND at < $2`, values);
      const blanked = await blank(session, `account = $1 AND at < $2 AND customer_id <> '${FORGOTTEN}'`, values);
      await session.change(
        `DELETE FROM ${s}.addresses a WHERE account = $1 AND NOT EXISTS
           (SELECT 1 FROM ${s}.contacts c WHERE c.account = a.account AND c.customer_id = a.customer_id)`,
        [account],
      );
      return {
        ...blanked,
        holds: await session.change(`DELETE FROM ${s}.holds WHERE account = $1 AND released_at < $2`, values),
        payments: await session.change(`DELETE FROM ${s}.payments WHERE account = $1 AND at < $2`, values),
      };
    });
  }

  return { find, uncertain, count, forgetCustomer, forgetBefore };
}

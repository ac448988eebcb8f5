import type { PastContact } from '../ledger/contact';

const NONE: readonly PastContact[] = [];
/** Up to here looking at every contact is cheaper than an index. */
const FEW = 8;

/** Earlier contacts, found by the debt and the invoices they were about. */
export class Contacts {
  private readonly indexes = new Map<string, Map<string, PastContact[]>>();

  constructor(private readonly history: ReadonlyMap<string, readonly PastContact[]> | undefined) {}

  /**
   * The contacts of a customer that were about a debt: that name it, or one of its parts.
   * @param names ids of the debt and its parts (`invoice` and `invoice#instalment`)
   */
  about(customerId: string, names: readonly string[]): readonly PastContact[] {
    const all = this.history?.get(customerId);
    if (!all?.length) return NONE;
    if (all.length <= FEW) return few(all, names);
    const index = this.index(customerId, all);
    const found = new Set<PastContact>();
    for (const name of names) for (const contact of index.get(name) ?? NONE) found.add(contact);
    return [...found];
  }

  private index(customerId: string, all: readonly PastContact[]): Map<string, PastContact[]> {
    const known = this.indexes.get(customerId);
    if (known) return known;
    const index = new Map<string, PastContact[]>();
    for (const contact of all) {
      const names = contact.debtId === undefined ? contact.scope : [contact.debtId, ...contact.scope];
      for (const name of new Set(names)) {
        const list = index.get(name);
        if (list) list.push(contact);
        else index.set(name, [contact]);
      }
    }
    this.indexes.set(customerId, index);
    return index;
  }
}

function few(all: readonly PastContact[], names: readonly string[]): readonly PastContact[] {
  let found: PastContact[] | undefined;
  for (const contact of all) {
    if (!speaksOf(contact, names)) continue;
    if (found) found.push(contact);
    else found = [contact];
  }
  return found ?? NONE;
}

function speaksOf({ debtId, scope }: PastContact, names: readonly string[]): boolean {
  if (debtId !== undefined && names.includes(debtId)) return true;
  for (const id of scope) if (names.includes(id)) return true;
  return false;
}

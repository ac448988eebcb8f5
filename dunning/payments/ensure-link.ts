import type { Instant } from '../common';
import { toDecimalString } from '../invoice/money';
import type { Money } from '../invoice/money';
import { wireAmount } from './amounts';
import { converse } from './conversation';
import type { Line } from './conversation';
import { mayHaveBeenMade, PaymentError } from './failure';
import type { LinkAnswer, LinkClaim, LinkEnding, LinkLedger, LinkRecord } from './link-ledger';
import type { LinkRef, LinkRequest, LinkState, Lookup, MadeLink, PaymentProvider } from './provider';

/** Everything that making a link needs from outside; nothing here reads a clock or a network by itself. */
export interface LinkDesk extends Line {
  provider: PaymentProvider;
  ledger: LinkLedger;
  now(): Instant;
  /** Whether the money that came in by a link is known to have gone back; without it, no link counts as one. */
  wasReturned?(link: LinkRecord): Promise<boolean>;
  /** How long leave to make a link lasts, in milliseconds, before another run may look whether it was made. */
  leaseMs: number;
  /** How long to wait for another run that makes the same link, in milliseconds. */
  patienceMs: number;
}

/** What the caller knows of a link beyond its place, its key and its times, which the ledger keeps. */
export type LinkDetails = Omit<
  LinkRequest,
  'linkKey' | 'contactKey' | 'reference' | 'amount' | 'askedAt' | 'expiresAt' | 'invoices'
>;

export interface LinkOrder {
  claim: LinkClaim;
  details: LinkDetails;
  /** Ask the provider how a link stands before it is used again. */
  checkAgain: boolean;
}

export interface EnsuredLink {
  outcome: 'made' | 'used_again' | 'renewed' | 'found';
  link: LinkRecord;
  state: LinkState;
  warnings: string[];
}

/** Rounds of asking the ledger in one go: a link is used, or closed and made, or found over and made. */
const MOST_ROUNDS = 8;
const POLL_MS = 500;
/** A request whose answer was lost may still be on its way: look after these waits, and only then make it again. */
const LOOK_AFTER_MS = [2_000, 8_000];
const MOST_MAKES = 3;

/**
 * The one live link of a place: the one that is there when it fits, else a new one, with the old one closed first. Whatever
 * fails in between, no second one is made for a key: by the provider's idempotency where it has one, else by looking first.
 * @throws PaymentError when there is no link at the end, saying whether one may have been made
 * @throws InputError for what is wrong with the order, before any call
 * @throws LedgerError when the ledger cannot be used; then nothing was asked of the provider that it does not know of
 */
export async function ensureLink(desk: LinkDesk, order: LinkOrder): Promise<EnsuredLink> {
  const { provider, ledger } = desk;
  provider.check(requestOf(previewOf(order.claim, desk.now()), order));
  const warnings = roundingOf(provider, order.claim.amount);
  let { claim } = order;
  let waited = 0;
  for (let round = 0; round < MOST_ROUNDS;) {
    const answer = await ledger.open(claim, desk.now(), desk.leaseMs);
    if (answer.do === 'wait') {
      if (waited >= desk.patienceMs) throw new PaymentError(provider.name, { kind: 'in_progress' }, false);
      await desk.wait(POLL_MS);
      waited += POLL_MS;
      continue;
    }
    round += 1;
    const ensured =
      answer.do === 'use'
        ? await useAgain(desk, order, answer.link, warnings)
        : answer.do === 'end'
          ? await endFirst(desk, answer, warnings)
          : await make(desk, order, answer, warnings);
    if (ensured) return ensured;
    // Asked for once: the next round must not replace the one that was just made.
    if (answer.do === 'end') claim = { ...claim, replace: false };
  }
  throw new PaymentError(provider.name, { kind: 'in_progress' }, false);
}

/** A warning where the provider cannot take the amount to the last unit. */
function roundingOf({ name, amounts }: PaymentProvider, amount: Money): string[] {
  const { rounded, asked } = wireAmount(amounts, amount);
  if (!rounded) return [];
  const [due, rounds] = [toDecimalString(amount), toDecimalString(asked)];
  return [
    `${name} takes no such fraction of ${amount.currency}: the customer is asked for ${rounds} in place of ${due}.`,
  ];
}

/** The request as it would be, to check it before the ledger hears of it. */
function previewOf(claim: LinkClaim, now: Instant): LinkRecord {
  const { contactKey } = claim;
  return { ...claim, linkKey: contactKey, generation: 1, reference: contactKey, state: 'asked', askedAt: now };
}

/** Everything of the first request is in the ledger or in the item, so a later try sends the same one. */
export function requestOf(link: LinkRecord, { claim, details }: LinkOrder): LinkRequest {
  const { linkKey, contactKey, reference, amount, askedAt, expiresAt } = link;
  return {
    ...details,
    linkKey,
    contactKey,
    reference,
    amount,
    askedAt,
    invoices: claim.invoices,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

export function refOf({ linkId = '', linkKey, reference, amount, askedAt }: LinkRecord): LinkRef {
  return { id: linkId, linkKey, reference, amount, askedAt };
}

const OVER: Partial<Record<LinkState['status'], LinkEnding>> = {
  expired: 'expired',
  cancelled: 'cancelled',
  closed: 'closed',
  not_found: 'not_found',
};

/** How a link of this status has ended; undefined while it goes on. */
export function endingOf(status: LinkState['status']): LinkEnding | undefined {
  return status === 'paid' ? 'paid' : OVER[status];
}

/** How a link stands that brought money, or may have. */
const TAKES_NO_MORE: ReadonlySet<LinkState['status']> = new Set(['paid', 'refunded', 'closed']);

/** A link that fits. Undefined when it turned out to be over: then another is made. */
async function useAgain(
  desk: LinkDesk,
  { checkAgain }: LinkOrder,
  link: LinkRecord,
  warnings: string[],
): Promise<EnsuredLink | undefined> {
  const known: LinkState = { status: 'open', url: link.url, pixCode: link.pixCode, expiresAt: link.expiresAt };
  if (!checkAgain) return { outcome: 'used_again', link, state: known, warnings };
  let state: LinkState;
  try {
    state = await converse(desk.provider, desk.provider.getStatus(refOf(link), desk.now()), desk);
  } catch (error) {
    const doubtful =
      error instanceof PaymentError && (error.failure.kind === 'bad_answer' || mayHaveBeenMade(error.failure));
    if (!doubtful) throw error;
    // The link is there; that nobody can say how it stands is no reason to send a reminder without it.
    warnings.push(`${desk.provider.name} could not be asked how the link stands; it is used as it was made.`);
    return { outcome: 'used_again', link, state: known, warnings };
  }
  if (TAKES_NO_MORE.has(state.status) && (await desk.wasReturned?.(link))) {
    // It was paid and the money went back: the debt is due again, and this link cannot bring it.
    if (desk.provider.can.cancel) await converse(desk.provider, desk.provider.cancel(refOf(link), desk.now()), desk);
    await desk.ledger.ended({ provider: link.provider, linkKey: link.linkKey }, 'paid', desk.now());
    return undefined;
  }
  const over = OVER[state.status];
  if (over === 'closed') {
    // Most likely paid: nobody is asked a second time on a guess.
    warnings.push(
      `${desk.provider.name} takes no more payments by this link: it was paid, or somebody closed it. For another one turn on “Make a New Link Although One Is There”.`,
    );
  } else if (over) {
    await desk.ledger.ended({ provider: link.provider, linkKey: link.linkKey }, over, desk.now());
    return undefined;
  }
  return { outcome: 'used_again', link, state: { ...known, ...defined(state) }, warnings };
}

function defined(state: LinkState): LinkState {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as unknown as LinkState;
}

/** Closes a link that no longer fits. A result only when it was paid in the meantime: then nobody is asked to pay again. */
async function endFirst(
  desk: LinkDesk,
  { link, token }: Extract<LinkAnswer, { do: 'end' }>,
  warnings: string[],
): Promise<EnsuredLink | undefined> {
  const { provider, ledger } = desk;
  const leave = { provider: link.provider, linkKey: link.linkKey, token };
  if (!provider.can.cancel) {
    const until = link.expiresAt === undefined ? '' : ` until ${link.expiresAt}`;
    const over = link.expiresAt !== undefined && Date.parse(link.expiresAt) <= Date.parse(desk.now());
    if (!over) warnings.push(`${provider.name} cannot close a link: the earlier one can still be paid${until}.`);
    await ledger.ended(leave, 'closed', desk.now());
    return undefined;
  }
  let state: LinkState;
  try {
    state = await converse(provider, provider.cancel(refOf(link), desk.now()), desk);
  } catch (error) {
    await ledger.unsure(leave, desk.now());
    throw error;
  }
  if (state.status === 'partly_paid') {
    await ledger.unsure(leave, desk.now());
    warnings.push('Part of the link was paid, so it cannot be closed: it goes on asking for the rest.');
    return { outcome: 'used_again', link, state, warnings };
  }
  if (state.status === 'paid' || state.status === 'pending') {
    await ledger.ended(leave, 'paid', desk.now());
    warnings.push(
      'The earlier link was paid, or a payment by it is under way, and the balance may not show it yet. No new link was made; the next run makes one if something is still due.',
    );
    return { outcome: 'used_again', link, state, warnings };
  }
  const ending = state.status === 'refunded' ? 'closed' : OVER[state.status];
  if (!ending) {
    // It said yes and the link is as it was: nobody makes another one beside it.
    await ledger.unsure(leave, desk.now());
    throw new PaymentError(provider.name, { kind: 'bad_answer' }, false);
  }
  await ledger.ended(leave, ending, desk.now());
  return undefined;
}

/** Makes a link under a leave. Undefined when the ledger is to be asked again. */
async function make(
  desk: LinkDesk,
  order: LinkOrder,
  answer: Extract<LinkAnswer, { do: 'make' }>,
  warnings: string[],
): Promise<EnsuredLink | undefined> {
  const { link } = answer;
  const maker = new Maker(desk, order, answer, warnings);
  if (!answer.unsure) return await maker.create(answer.renews ? 'renewed' : 'made');
  // Whatever was made under this leave has ended by itself.
  const { expiresAt } = link;
  if (desk.provider.can.expiry && expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(desk.now())) {
    return await maker.giveUp();
  }
  let found: MadeLink | undefined;
  try {
    found = await maker.look();
  } catch (error) {
    // A person has looked, and wants another one all the same.
    const insists = order.claim.replace && error instanceof PaymentError && error.failure.kind === 'unknown';
    if (!insists) throw error;
    return await maker.giveUp();
  }
  if (found) return await maker.keep(found, 'found');
  // The balance changed while nobody knew whether the link was made. It was not; the next one is for the new balance.
  if (!sameAmount(link.amount, order.claim.amount) && maker.surelyNone) return await maker.giveUp();
  return await maker.create(answer.renews ? 'renewed' : 'made');
}

function sameAmount(one: Money, other: Money): boolean {
  return one.currency === other.currency && one.minor === other.minor;
}

/** One link under one leave. */
class Maker {
  private readonly request: LinkRequest;
  private readonly link: LinkRecord;
  private readonly leave: { provider: string; linkKey: string; token: string };
  private readonly wanted: Money;
  /** The last look-up saw everything and the link was not there. */
  surelyNone = false;

  constructor(
    private readonly desk: LinkDesk,
    order: LinkOrder,
    answer: Extract<LinkAnswer, { do: 'make' }>,
    private readonly warnings: string[],
  ) {
    this.link = answer.link;
    this.request = requestOf(answer.link, order);
    this.wanted = order.claim.amount;
    this.leave = { provider: answer.link.provider, linkKey: answer.link.linkKey, token: answer.token };
  }

  /** Makes it; after a lost answer looks, and only then makes it again. */
  async create(outcome: EnsuredLink['outcome']): Promise<EnsuredLink | undefined> {
    const { desk, request } = this;
    let doubt = false;
    for (let makes = 1; ; makes += 1) {
      try {
        return await this.keep(await converse(desk.provider, desk.provider.create(request), desk), outcome);
      } catch (error) {
        if (!(error instanceof PaymentError)) throw await this.unsure(error);
        if (error.failure.kind === 'conflict') return await this.settleConflict(error);
        if (!error.mayHaveBeenMade) {
          // After a call that nobody heard back from, a refusal proves nothing: the next run looks first, under the same key.
          if (doubt) throw await this.unsure(error);
          await desk.ledger.failed(this.leave, desk.now());
          throw error;
        }
        doubt = true;
        if (makes >= MOST_MAKES) throw await this.unsure(error);
        const found = await this.lookAfter(makes, error);
        if (found) return await this.keep(found, outcome);
        // A replayed fault comes back for this key as often as it is asked: it is done with, if nothing was made.
        if (error.failure.replayed) {
          if (!this.surelyNone) throw await this.unsure(error);
          return await this.giveUp();
        }
      }
    }
  }

  /** A link that was made or found, into the ledger. */
  async keep(made: MadeLink, outcome: EnsuredLink['outcome']): Promise<EnsuredLink | undefined> {
    const { desk, link } = this;
    const ours = await desk.ledger.made(this.leave, made, desk.now());
    // Our leave had run out, and another run looked: ask the ledger what it found.
    if (!ours) return undefined;
    // It was first asked for when the balance was another: ask the ledger, which has it closed.
    if (!sameAmount(link.amount, this.wanted)) return undefined;
    const { id, url, pixCode, expiresAt = link.expiresAt } = made;
    const record: LinkRecord = { ...link, state: 'open', linkId: id };
    if (url !== undefined) record.url = url;
    if (pixCode !== undefined) record.pixCode = pixCode;
    if (expiresAt !== undefined) record.expiresAt = expiresAt;
    return { outcome, link: record, state: { status: 'open', url, pixCode, expiresAt }, warnings: this.warnings };
  }

  /** It provably was not made: its key is done with, and the ledger gives the next one. */
  async giveUp(): Promise<undefined> {
    await this.desk.ledger.failed(this.leave, this.desk.now());
    return undefined;
  }

  /**
   * Looks for the link at the provider. Undefined when it is not there, or when making it again is safe anyway.
   * @throws PaymentError when nobody can say and making it again would not be safe
   */
  async look(): Promise<MadeLink | undefined> {
    const { desk, request } = this;
    this.surelyNone = false;
    let lookup: Lookup;
    try {
      lookup = await converse(
        desk.provider,
        desk.provider.findByReference({ ...request, finish: true }, desk.now()),
        desk,
      );
    } catch (error) {
      if (!(error instanceof PaymentError)) throw await this.unsure(error);
      if (this.keyStillHolds()) return undefined;
      throw await this.unsure(error);
    }
    if ('lost' in lookup) throw await this.unsure(lostLink(desk.provider, this.link));
    if ('unsure' in lookup) {
      if (this.keyStillHolds()) return undefined;
      throw await this.unsure(new PaymentError(desk.provider.name, { kind: 'unknown' }, true));
    }
    this.surelyNone = lookup.found === null;
    return lookup.found ?? undefined;
  }

  private async lookAfter(makes: number, error: PaymentError): Promise<MadeLink | undefined> {
    const { desk } = this;
    // Under a key that holds, the same call is its own look-up; it was repeated already, so later is better than now.
    if (desk.provider.can.lookup === 'none' && !this.keyStillHolds()) {
      throw await this.unsure(new PaymentError(desk.provider.name, { ...error.failure, kind: 'unknown' }, true));
    }
    const [soon = 0, later = 0] = LOOK_AFTER_MS;
    await desk.wait(this.keyStillHolds() && makes > 1 ? later : soon);
    const found = await this.look();
    if (found || this.keyStillHolds()) return found;
    // Nothing but the look-up keeps a second one from being made, and the request may still be on its way.
    await desk.wait(later);
    return await this.look();
  }

  /** The key was used for another request: the link is there as it was first asked for, or the key is done with. */
  private async settleConflict(error: PaymentError): Promise<EnsuredLink | undefined> {
    const { desk, request } = this;
    const lookup = await converse(
      desk.provider,
      desk.provider.findByReference({ ...request, finish: true }, desk.now()),
      desk,
    ).catch(() => undefined);
    if (lookup && 'found' in lookup) {
      if (lookup.found === null) return await this.giveUp();
      const { asked } = wireAmount(desk.provider.amounts, request.amount);
      if (!lookup.amount || sameAmount(lookup.amount, asked)) return await this.keep(lookup.found, 'found');
      // It asks for another amount: close it, and begin anew under the next key.
      const ref = { ...refOf(this.link), id: lookup.found.id, amount: lookup.amount };
      await converse(desk.provider, desk.provider.cancel(ref, desk.now()), desk);
      return await this.giveUp();
    }
    throw await this.unsure(error);
  }

  /** Whether the provider still knows the key, so that making it again makes nothing new. */
  private keyStillHolds(): boolean {
    const { idempotent } = this.desk.provider.can;
    if (idempotent === null) return false;
    const age = Date.parse(this.desk.now()) - Date.parse(this.link.askedAt);
    // An hour early: the provider's clock is not ours.
    return age < (idempotent.hours - 1) * 3_600_000;
  }

  private async unsure<E>(error: E): Promise<E> {
    await this.desk.ledger.unsure(this.leave, this.desk.now());
    return error;
  }
}

function lostLink({ name }: PaymentProvider, { expiresAt }: LinkRecord): PaymentError {
  const then = expiresAt === undefined ? '' : ` It expires at ${expiresAt}; then the node makes a new one.`;
  return new PaymentError(name, { kind: 'unknown' }, true, {
    problem: `${name} made the link, its answer was lost, and its address cannot be asked for again.${then}`,
    advice: 'Take the link from the provider’s panel, or wait until it has expired. No second one is made before.',
  });
}

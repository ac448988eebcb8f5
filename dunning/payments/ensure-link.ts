import type { Instant } from '../common';
import { toDecimalString } from '../invoice/money';
import type { Money } from '../invoice/money';
import { wireAmount } from './amounts';
import { converse } from './conversation';
import { mayHaveBeenMade, PaymentError } from './failure';
import { endingOf, refOf, requestOf } from './link-desk';
import type { EnsuredLink, LinkDesk, LinkOrder } from './link-desk';
import type { LinkAnswer, LinkClaim, LinkRecord } from './link-ledger';
import { makeLink } from './make-link';
import { closeOthers } from './other-links';
import type { LinkState, PaymentProvider } from './provider';

/** Rounds of asking the ledger in one go: a link is used, or closed and made, or found over and made. */
const MOST_ROUNDS = 8;
const POLL_MS = 500;

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
          ? await endFirst(desk, answer, claim.replace === true, warnings)
          : await makeLink(desk, order, answer, warnings);
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
  const times = { askedAt: now, calledUntil: now, doubtful: false };
  return { ...claim, linkKey: contactKey, generation: 1, reference: contactKey, state: 'asked', ...times };
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
  const over = endingOf(state.status);
  const money = TAKES_NO_MORE.has(state.status) ? ((await desk.moneyOf?.(link)) ?? 'unknown') : undefined;
  if (money === 'returned' || (money === 'known' && over === 'paid')) {
    // It was paid, and what is due all the same is due again: the money went back, or the balance asks for more. Some links would
    // take a second payment.
    if (desk.provider.can.cancel) await converse(desk.provider, desk.provider.cancel(refOf(link), desk.now()), desk);
    await desk.ledger.ended({ provider: link.provider, linkKey: link.linkKey }, 'paid', desk.now());
    return undefined;
  }
  if (over === 'paid') {
    warnings.push(notYetKnown(desk));
  } else if (over === 'closed') {
    // Most likely paid: nobody is asked a second time on a guess.
    warnings.push(
      `${desk.provider.name} takes no more payments by this link: it was paid, or somebody closed it. For another one turn on “Make a New Link Although One Is There”.`,
    );
  } else if (over) {
    await desk.ledger.ended({ provider: link.provider, linkKey: link.linkKey }, over, desk.now());
    return undefined;
  }
  const other = await otherThan(link, desk, warnings);
  return { outcome: 'used_again', link, state: { ...known, ...defined(other ?? state) }, warnings };
}

/** How another link of the debt stands that took money; the rest of them are closed. */
async function otherThan(link: LinkRecord, desk: LinkDesk, warnings: string[]): Promise<LinkState | undefined> {
  try {
    return await closeOthers(desk, link);
  } catch (error) {
    if (!(error instanceof PaymentError)) throw error;
    // Nobody was ever told its address: that it goes on for another day is no reason to send no reminder.
    warnings.push(`${desk.provider.name} could not be asked for a second link of this debt; the next run asks again.`);
    return undefined;
  }
}

/** Nobody is asked again for what was just paid, however often the run comes back before the payment is told. */
function notYetKnown({ provider: { name } }: LinkDesk): string {
  return `${name} says that the link was paid, or is being paid, and the record does not know of it yet. No new link is made until it does: have the Delivery Tracker Trigger take the events of ${name}, or record the payment with Delivery Tracker.`;
}

function defined(state: LinkState): LinkState {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as unknown as LinkState;
}

/**
 * Closes a link that no longer fits. A result only when it was paid in the meantime: then nobody is asked to pay again.
 * @param insists a person has looked, and wants another one all the same
 */
async function endFirst(
  desk: LinkDesk,
  { link, token }: Extract<LinkAnswer, { do: 'end' }>,
  insists: boolean,
  warnings: string[],
): Promise<EnsuredLink | undefined> {
  const { provider, ledger } = desk;
  const leave = { provider: link.provider, linkKey: link.linkKey, token };
  let state: LinkState;
  try {
    const other = await closeOthers(desk, link);
    state = other ?? (await converse(provider, provider.cancel(refOf(link), desk.now()), desk));
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
    const money = (await desk.moneyOf?.(link)) ?? 'unknown';
    if (money === 'unknown' && !insists) {
      // It stays as it is, so that the next run asks again; else that one would make a link beside a payment nobody told of.
      await ledger.unsure(leave, desk.now());
      warnings.push(notYetKnown(desk));
    } else {
      await ledger.ended(leave, 'paid', desk.now());
      warnings.push(
        'The earlier link was paid, or a payment by it is under way, and the balance may not show it yet. No new link was made; the next run makes one if something is still due.',
      );
    }
    return { outcome: 'used_again', link, state, warnings };
  }
  if (!provider.can.cancel && state.status === 'open') {
    const until = link.expiresAt === undefined ? '' : ` until ${link.expiresAt}`;
    warnings.push(`${provider.name} cannot close a link: the earlier one can still be paid${until}.`);
    await ledger.ended(leave, 'closed', desk.now());
    return undefined;
  }
  const ending = state.status === 'refunded' ? 'closed' : endingOf(state.status);
  if (!ending) {
    // It said yes and the link is as it was: nobody makes another one beside it.
    await ledger.unsure(leave, desk.now());
    throw new PaymentError(provider.name, { kind: 'bad_answer' }, false);
  }
  await ledger.ended(leave, ending, desk.now());
  return undefined;
}

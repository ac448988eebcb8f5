import type { Instant } from '../common';
import { wireAmount } from './amounts';
import { converse } from './conversation';
import { PaymentError } from './failure';
import { isSettled, overAt, toTheMinute, unsettled } from './lateness';
import { isFor, refOf, requestOf, sameAmount } from './link-desk';
import type { EnsuredLink, LinkDesk, LinkOrder } from './link-desk';
import type { LinkAnswer, LinkClaim, LinkRecord } from './link-ledger';
import type { LinkRequest, Lookup, MadeLink, PaymentProvider } from './provider';

/** A request whose answer was lost may still be on its way: look after these waits, and only then make it again. */
const LOOK_AFTER_MS = [2_000, 8_000];
const MOST_MAKES = 3;

/** Makes a link under a leave. Undefined when the ledger is to be asked again. */
export async function makeLink(
  desk: LinkDesk,
  order: LinkOrder,
  answer: Extract<LinkAnswer, { do: 'make' }>,
  warnings: string[],
): Promise<EnsuredLink | undefined> {
  const { link } = answer;
  const maker = new Maker(desk, order, answer, warnings);
  const outcome = answer.renews ? 'renewed' : 'made';
  if (!answer.unsure) return await maker.create(outcome);
  // Whatever was made under this leave has ended by itself.
  const over = overAt(desk.provider, link);
  if (over !== undefined && hasCome(over, desk)) return await maker.giveUp();
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
  const none = maker.surelyNone && isSettled(desk.provider, link, desk.now());
  const expired = link.expiresAt !== undefined && hasCome(link.expiresAt, desk);
  // The balance changed while nobody knew whether the link was made. It was not; the next one is for the new balance. Under a key
  // that holds it is made all the same, and closed: then nothing can arrive any more.
  if (none && (expired || !(isFor(link, order.claim) || maker.keyStillHolds()))) return await maker.giveUp();
  // What was sent may still arrive, and nothing but the look would keep a second one from being made.
  if (expired || !(none || maker.keyStillHolds())) throw await maker.unsure(unsettled(desk.provider, link));
  return await maker.createAgain(outcome, !none);
}

const hasCome = (at: Instant, desk: LinkDesk): boolean => Date.parse(at) <= Date.parse(desk.now());

/** One link under one leave. */
class Maker {
  private readonly request: LinkRequest;
  private readonly link: LinkRecord;
  private readonly leave: { provider: string; linkKey: string; token: string };
  private readonly wanted: LinkClaim;
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
    this.wanted = order.claim;
    this.leave = { provider: answer.link.provider, linkKey: answer.link.linkKey, token: answer.token };
  }

  /** Makes it although an earlier run was given leave to. @param doubt an earlier call may have made it, or may yet */
  async createAgain(outcome: EnsuredLink['outcome'], doubt: boolean): Promise<EnsuredLink | undefined> {
    const { ledger, now, leaseMs } = this.desk;
    return (await ledger.calling(this.leave, now(), leaseMs)) ? await this.create(outcome, doubt) : undefined;
  }

  /** Makes it; after a lost answer looks, and makes it again only under a key that makes it once. */
  async create(outcome: EnsuredLink['outcome'], doubted = false): Promise<EnsuredLink | undefined> {
    const { desk, request } = this;
    let doubt = doubted;
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
        if (!this.keyStillHolds()) {
          throw await this.unsure(unsettled(desk.provider, { ...this.link, calledUntil: desk.now() }));
        }
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
    if (!isFor(link, this.wanted)) return undefined;
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
  keyStillHolds(): boolean {
    const { idempotent } = this.desk.provider.can;
    if (idempotent === null) return false;
    const age = Date.parse(this.desk.now()) - Date.parse(this.link.askedAt);
    // An hour early: the provider's clock is not ours.
    return age < (idempotent.hours - 1) * 3_600_000;
  }

  async unsure<E>(error: E): Promise<E> {
    await this.desk.ledger.unsure(this.leave, this.desk.now());
    return error;
  }
}

function lostLink(provider: PaymentProvider, link: LinkRecord): PaymentError {
  const { name } = provider;
  const over = overAt(provider, link);
  const then =
    over === undefined ? '' : ` At ${toTheMinute(over)} it will have expired; then the node makes a new one.`;
  return new PaymentError(name, { kind: 'unknown' }, true, {
    problem: `${name} made the link, its answer was lost, and its address cannot be asked for again.${then}`,
    advice: 'Take the link from the provider’s panel, or wait until it has expired. No second one is made before.',
  });
}

import { ensureLink } from '../../../dunning/payments/ensure-link';
import type { EnsuredLink, LinkOrder } from '../../../dunning/payments/link-desk';
import { PaymentError } from '../../../dunning/payments/failure';
import type { LinkClaim, LinkLedger } from '../../../dunning/payments/link-ledger';
import type { Fault } from '../../contracts/base/faults';
import type { Link } from '../../contracts/base/links';
import { Crash, Process } from './process';
import type { DeathAt } from './process';
import type { Random } from './random';
import type { Shop } from './shop';
import type { VirtualTime } from './virtual-time';

const LEASE_MS = 5 * 60_000;
const PATIENCE_MS = 30_000;
const DAY = 86_400;
/** Quiet runs that may say that nobody can know: not yet, not until it has run out, and once more for the next link. */
const MOST_WAITS = 4;

/** What went wrong in a story, for the count at the end. */
export type Mishap =
  | 'crash'
  | 'cut before'
  | 'cut after'
  | 'silence before'
  | 'silence after'
  /** Seconds, minutes or hours after its sender gave up. */
  | 'late'
  | 'minutes late'
  | 'hours late'
  | `${number} ${string}`
  | 'malformed'
  /** A search of the provider is behind by seconds or minutes. */
  | 'found late'
  | 'at once';

export interface Told {
  seed: number;
  provider: string;
  mishaps: Mishap[];
  /** What was seen and must not be; empty in a good story. */
  wrong: string[];
  /** The most links that could be paid at one moment. */
  most: number;
  /** Whether a run said that nobody can know, and stopped there until the link had run out. */
  waited: boolean;
  /** Whether a run said that nobody can know yet. */
  unsettled: boolean;
}

const FAULTS: readonly Fault[] = [
  { kind: 'cut', when: 'before' },
  { kind: 'cut', when: 'after' },
  { kind: 'cut', when: 'after' },
  { kind: 'silence', when: 'before' },
  { kind: 'silence', when: 'after' },
  { kind: 'status', status: 500, when: 'during' },
  { kind: 'status', status: 500, when: 'after' },
  { kind: 'status', status: 502, when: 'after' },
  { kind: 'status', status: 503, when: 'before' },
  { kind: 'status', status: 429, when: 'before', retryAfter: 3 },
  { kind: 'status', status: 401, when: 'before' },
  { kind: 'malformed' },
];

/** How late a request may arrive after its sender gave up, in milliseconds. */
const LATE = [
  ['late', 500, 10_000],
  ['minutes late', 10_000, 14 * 60_000],
  ['minutes late', 10_000, 14 * 60_000],
  ['hours late', 20 * 60_000, 6 * 3_600_000],
] as const satisfies ReadonlyArray<readonly [Mishap, number, number]>;

const nameOf = (fault: Fault): Mishap =>
  fault.kind === 'malformed'
    ? 'malformed'
    : fault.kind === 'status'
      ? `${fault.status} ${fault.when}`
      : (`${fault.kind} ${fault.when}` as Mishap);

/** One debt, its reminders, and everything that can go wrong while its link is made. */
export class Story {
  readonly told: Told;
  private readonly before: number;
  private readonly claim: LinkClaim;
  /** Addresses that runs gave to customers, latest last. */
  private readonly given: string[] = [];

  constructor(
    private readonly seed: number,
    private readonly shop: Shop,
    private readonly ledger: LinkLedger,
    private readonly time: VirtualTime,
    private readonly random: Random,
  ) {
    this.before = shop.server.links.length;
    this.told = { seed, provider: shop.provider.id, mishaps: [], wrong: [], most: 0, waited: false, unsettled: false };
    const key = seed.toString(16).padStart(8, '0').repeat(5);
    this.claim = {
      account: 'main',
      customerId: `c-${seed}`,
      debtId: `d-${seed}`,
      scope: [`d-${seed}`],
      cycle: 'first',
      provider: shop.provider.id,
      merchant: 'credential-1',
      contactKey: key,
      invoices: [`F-${seed}`],
      amount: shop.amount(150_000),
      expiresAt: this.inDays(this.days),
    };
  }

  private get days(): number {
    return this.shop.provider.id === 'stripe_checkout' ? 0.99 : 30;
  }

  /** Some runs in a storm, one after the other or at once; then a quiet one; and what is seen in between. */
  async tell(): Promise<Told> {
    const { random, shop } = this;
    await shop.signIn();
    if (random.chance(0.3)) {
      shop.server.searchLag = random.pick([5, 60, 300]);
      this.told.mishaps.push('found late');
    }
    const runs = 1 + random.below(4);
    let amount = this.claim.amount;
    for (let run = 0; run < runs; run += 1) {
      if (run > 0 && random.chance(0.25)) amount = shop.amount(amount.minor - 10_000);
      this.plan();
      const atOnce = random.chance(0.25) ? 2 + random.below(2) : 1;
      if (atOnce > 1) this.told.mishaps.push('at once');
      await Promise.all(Array.from({ length: atOnce }, () => this.run({ ...this.claim, amount }, this.death())));
      this.look(`after run ${run + 1}`);
      shop.heal();
      if (random.chance(0.7)) {
        await this.time.pass(random.pick([30, 400, 3_600, 20_000]));
        await shop.signIn();
        this.look(`some time after run ${run + 1}`);
      }
    }
    await this.end({ ...this.claim, amount });
    return this.told;
  }

  /**
   * The storm is over: the next run must bring the one link, or say why it cannot and bring it when that has passed. Then the last
   * of what was late arrives, and a run after it finds everything as it should be.
   */
  private async end(storm: LinkClaim): Promise<void> {
    let claim = storm;
    await this.pass(LEASE_MS / 1_000 + 1);
    let ended = await this.run(claim, undefined);
    for (let wait = 0; wait < MOST_WAITS; wait += 1) {
      const kind = ended instanceof PaymentError ? ended.failure.kind : undefined;
      if (kind !== 'unknown' && kind !== 'unsettled') break;
      this.look('while nobody can know');
      if (kind === 'unknown') this.told.waited = true;
      else this.told.unsettled = true;
      await this.pass(kind === 'unknown' ? (this.days + 2) * DAY : this.arrivesWithin + 1);
      if (kind === 'unknown') claim = { ...claim, expiresAt: this.inDays(this.days) };
      ended = await this.run(claim, undefined);
    }
    this.look('after the quiet run');
    await this.shop.arrived();
    this.shop.server.searchLag = 0;
    await this.shop.signIn();
    this.look('after what was late');
    ended = await this.run(claim, undefined);
    this.look('at the end', 1);
    if (!ended || ended instanceof Error) {
      this.say(`the quiet run ended with ${String(ended)}`);
      return;
    }
    const live = this.live();
    const [only] = live.filter(({ url }) => !this.leftOver(url));
    if (only === undefined) this.say('no link is live at the end');
    else if (!(ended.link.url ?? ended.link.pixCode ?? '').startsWith(only.url))
      this.say('the live link is not the one that was given');
    else if (only.amount !== undefined && Number(only.amount) !== this.decimal(ended))
      this.say(`the link asks for ${only.amount}`);
  }

  private async pass(seconds: number): Promise<void> {
    await this.time.pass(seconds);
    await this.shop.signIn();
  }

  private get arrivesWithin(): number {
    return this.shop.provider.can.arrivesWithin ?? 15 * 60;
  }

  private decimal({ link }: EnsuredLink): number {
    return this.shop.currency === 'CLP' ? link.amount.minor : link.amount.minor / 100;
  }

  /** A provider that cannot close a link leaves the one for the old balance open; the node says so. */
  private leftOver(url: string): boolean {
    return !this.shop.provider.can.cancel && this.given.at(-1) !== url;
  }

  private inDays(days: number): string {
    return new Date(this.time.now + days * DAY * 1_000).toISOString();
  }

  private plan(): void {
    const { random, shop } = this;
    const count = random.below(4);
    for (let turn = 0; turn < count; turn += 1) {
      const fault = random.pick(FAULTS);
      // Of the calls that come, not always the first.
      let passes = random.below(3);
      shop.server.fail(fault, { on: () => (passes -= 1) < 0 });
      this.told.mishaps.push(nameOf(fault));
    }
    if (random.chance(0.25)) {
      const [late, least, most] = random.pick(LATE);
      shop.delayNext(least + random.below(most - least));
      this.told.mishaps.push(late);
    }
  }

  private death(): DeathAt | undefined {
    const { random } = this;
    if (!random.chance(0.4)) return undefined;
    this.told.mishaps.push('crash');
    return { step: 1 + random.below(5), when: random.pick(['before', 'after'] as const) };
  }

  /** One run of the node for this debt; what it ended with. */
  private async run(claim: LinkClaim, death: DeathAt | undefined): Promise<EnsuredLink | Error | undefined> {
    const { shop, time } = this;
    const process = new Process(death);
    const order: LinkOrder = {
      claim,
      checkAgain: true,
      details: {
        description: `Factura F-${this.seed}`,
        payer: {
          name: 'Ana Díaz',
          email: 'ana@cliente.example',
          phone: '+525512345678',
          country: 'MX',
          taxId: '12345678909',
        },
        returnUrl: 'https://cobranza.example/gracias',
        notificationUrl: 'https://cobranza.example/webhook',
        pixKey: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
        late: { dueDate: new Date(time.now + 5 * DAY * 1_000).toISOString().slice(0, 10), validAfterDays: 20 },
      },
    };
    try {
      const ensured = await ensureLink(
        {
          provider: shop.provider,
          ledger: process.ledger(this.ledger, time),
          send: (request) => process.step(() => shop.send(request)),
          wait: (ms) => process.step(() => time.wait(ms)),
          chance: () => 0.5,
          now: () => time.instant(),
          leaseMs: LEASE_MS,
          patienceMs: PATIENCE_MS,
        },
        order,
      );
      const address = ensured.link.url ?? ensured.link.pixCode;
      if (address === undefined) this.say('a link without an address was given');
      else this.given.push(address);
      return ensured;
    } catch (error) {
      if (error instanceof Crash) return undefined;
      if (error instanceof PaymentError) return error;
      this.say(`a run ended with ${(error as Error).stack ?? String(error)}`);
      return error as Error;
    }
  }

  /** The links of this debt that a customer could pay. */
  private live(): Link[] {
    const mine = new Set(this.shop.server.links.slice(this.before));
    return this.shop.server.live().filter((link) => mine.has(link));
  }

  /**
   * How many links of this debt can be paid now. What arrives after everybody has stopped waiting for it is a second one, whose
   * address nobody was given, until the next run closes it.
   */
  private look(when: string, most = this.closesLater ? 2 : 1): void {
    const live = this.live();
    const counted = this.shop.provider.can.cancel ? live : sameKey(live);
    this.told.most = Math.max(this.told.most, counted.length);
    if (counted.length > most)
      this.say(
        `${counted.length} links are live ${when}: ${counted.map(({ references }) => references.join('|')).join(' and ')}`,
      );
  }

  private get closesLater(): boolean {
    return this.shop.provider.linksOf !== undefined && this.told.mishaps.includes('hours late');
  }

  private say(what: string): void {
    this.told.wrong.push(what);
  }
}

/** The largest group of links that carry the same references. */
function sameKey(links: Link[]): Link[] {
  const groups = Object.values(Object.groupBy(links, ({ references }) => references.join('|')));
  return groups.flatMap((group) => (group ? [group] : [])).sort((one, other) => other.length - one.length)[0] ?? [];
}

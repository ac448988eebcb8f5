import fc from 'fast-check';

import { createGate, gate } from '../../../dunning/compliance/gate';
import type { EarlierContact, GateInput, GateSettings } from '../../../dunning/compliance/input';
import { ruleSchema, type Pack, type Way, type Week } from '../../../dunning/compliance/pack';
import { AGREED } from './helpers';

/** Laws that hold for every contact, whatever the country, the hour and the history. */

const PLACES: ReadonlyArray<readonly [country: string, region: string | undefined]> = [
  ['CO', undefined],
  ['CL', 'CL-RM'],
  ['CL', undefined],
  ['PE', undefined],
  ['MX', 'MX-BCN'],
  ['MX', 'MX-CHH'],
  ['EC', undefined],
  ['BR', 'BR-SP'],
  ['BR', undefined],
  ['AR', 'AR-C'],
  ['US', 'US-WA'],
  ['US', 'US-NY'],
  ['US', undefined],
  ['CA', 'CA-ON'],
  ['GB', undefined],
  ['ES', 'ES-MD'],
  ['DE', 'DE-BY'],
  ['PY', undefined],
  ['DO', undefined],
  ['GT', undefined],
  ['SV', undefined],
];

const CHANNELS: readonly Way[] = ['email', 'whatsapp', 'sms', 'call', 'letter'];
const STATUSES: ReadonlyArray<EarlierContact['status']> = [
  'sent',
  'delivered',
  'read',
  'replied',
  'released',
  'bounced',
];

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);
const minuteOf2026 = fc.integer({ min: 0, max: 2 * 365 * 1440 }).map((minute) => START + minute * MINUTE);

const iso = (ms: number): string => new Date(ms).toISOString();

const contact = minuteOf2026.chain((at) =>
  fc.record({
    at: fc.constant(at),
    place: fc.constantFrom(...PLACES),
    channel: fc.constantFrom(...CHANNELS),
    kind: fc.constantFrom('consumer' as const, 'business' as const, undefined),
    party: fc.constantFrom('first_party' as const, 'agency' as const, 'assignee' as const),
    profile: fc.constantFrom('statute' as const, 'conservative' as const),
    history: fc.array(
      fc.record({
        minutesAgo: fc.integer({ min: 0, max: 9 * 1440 }),
        channel: fc.constantFrom(...CHANNELS),
        status: fc.constantFrom(...STATUSES),
      }),
      { maxLength: 8 },
    ),
  }),
);
type Contact = typeof contact extends fc.Arbitrary<infer T> ? T : never;

const settingsOf = ({ at, party, profile }: Contact, more: Partial<GateSettings> = {}): GateSettings => ({
  asOf: iso(at),
  profile,
  creditor: { kind: party, senderBusiness: 'creditor' },
  platforms: ['whatsapp'],
  ...more,
});

const inputOf = ({ at, place: [country, region], channel, kind, history }: Contact): GateInput => ({
  at: iso(at),
  channel,
  facts: { writtenNoticeAt: '2020-01-01T00:00:00Z' },
  history: history.map(({ minutesAgo, ...earlier }) => ({
    ...earlier,
    at: iso(at - minutesAgo * MINUTE),
    debtId: 'd',
  })),
  debt: {
    id: 'd',
    customer: {
      id: 'c',
      name: 'C',
      country,
      consent: AGREED,
      ...(region ? { region } : {}),
      ...(kind ? { kind } : {}),
    },
  },
});

/** Hours that are open at most, with a shut day now and then. */
const house = fc
  .array(fc.option(fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 24 }))), {
    minLength: 7,
    maxLength: 7,
  })
  .map((days): Week => {
    const pad = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
    const ranges = days.map((day) => (day && day[0] < day[1] ? [[pad(day[0]), pad(day[1])] as [string, string]] : []));
    const [mon = [], tue = [], wed = [], thu = [], fri = [], sat = [], sun = []] = ranges;
    return { mon, tue, wed, thu, fri, sat, sun, holiday: 'as_weekday' };
  });

const STRENGTH = { allow: 0, defer: 1, block: 2 } as const;

describe('the laws of the gate', () => {
  it('lets a deferred contact through at the instant it names, and not a minute or a second before', () => {
    fc.assert(
      fc.property(contact, fc.option(house), fc.double({ min: 0, max: 1, noNaN: true }), (given, week, where) => {
        const settings = settingsOf(given, week ? { house: { hours: [{ week }] } } : {});
        const input = inputOf(given);
        const verdict = gate(input, settings);
        if (verdict.decision !== 'defer' || verdict.nextAllowedAt === null) return;
        const next = Date.parse(verdict.nextAllowedAt);
        expect(next).toBeGreaterThan(given.at);
        expect(gate({ ...input, at: iso(next) }, settings).decision).toBe('allow');
        for (const earlier of [
          next - 1,
          next - 1000,
          next - MINUTE,
          given.at + Math.floor((next - given.at) * where),
        ]) {
          if (earlier < given.at || earlier >= next) continue;
          expect(gate({ ...input, at: iso(earlier) }, settings).decision).not.toBe('allow');
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never says yes because a rule was added', () => {
    const house = (week: Week): Partial<GateSettings> => ({
      house: { hours: [{ week }], caps: [{ max: 1, per: { unit: 'week' } }] },
    });
    fc.assert(
      fc.property(contact, fc.nat(), (given, seed) => {
        const plain = gate(inputOf(given), settingsOf(given));
        const week: Week = {
          mon: [['09:00', '18:00']],
          tue: seed % 2 ? [['09:00', '12:00']] : [],
          wed: [['00:00', '24:00']],
          thu: [],
          fri: [['09:00', '18:00']],
          sat: [],
          sun: [],
          holiday: 'as_weekday',
        };
        const stricter = gate(inputOf(given), settingsOf(given, house(week)));
        expect(STRENGTH[stricter.decision]).toBeGreaterThanOrEqual(STRENGTH[plain.decision]);
        if (plain.nextAllowedAt !== null && stricter.nextAllowedAt !== null) {
          expect(Date.parse(stricter.nextAllowedAt)).toBeGreaterThanOrEqual(Date.parse(plain.nextAllowedAt));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never says yes because a pack was added, whatever kind of rule it brings', () => {
    const words = { en: 'A rule of the user.', es: 'Una regla del usuario.', pt: 'Uma regra do usuário.' };
    const common = {
      id: 'own-rule',
      binds: ['first_party', 'agency', 'assignee'],
      protects: ['consumer', 'business', 'guarantor'],
      channels: [],
      citation: 'own',
      source: [],
      grade: 'verified',
      text: words,
    };
    const bodies = [
      { kind: 'consent' },
      { kind: 'channel_ban' },
      { kind: 'spacing', minutes: 600, counts: 'attempt' },
      { kind: 'cap', max: 2, per: { unit: 'rolling_days', days: 5 }, counts: 'attempt' },
      { kind: 'recipient', allowed: ['debtor'] },
      { kind: 'purpose', purposes: ['collection'] },
      { kind: 'debt_excluded', debtKinds: ['loan'] },
      { kind: 'blackout', dates: [{ from: '2026-03-01', until: '2026-06-30' }] },
    ];
    fc.assert(
      fc.property(contact, fc.constantFrom(...bodies), (given, body) => {
        const rule = ruleSchema.parse({ ...common, ...body });
        const own: Pack = {
          id: 'own',
          version: '2026.11.1',
          kind: 'country',
          name: words,
          countries: [given.place[0]],
          asOf: '2026-11-23',
          notice: words,
          rules: [rule],
          pending: [],
        };
        const plain = gate(inputOf(given), settingsOf(given));
        const stricter = gate(inputOf(given), settingsOf(given, { packs: [own] }));
        expect(STRENGTH[stricter.decision]).toBeGreaterThanOrEqual(STRENGTH[plain.decision]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same verdict for the same contact, alone or among other customers’ items', () => {
    fc.assert(
      fc.property(contact, fc.array(contact, { maxLength: 6 }), (given, others) => {
        const settings = settingsOf(given);
        const alone = gate(inputOf(given), settings);
        const batch = createGate(settings).startBatch();
        others.forEach((other, index) => {
          const input = inputOf(other);
          batch.judge({
            ...input,
            debt: { ...input.debt, customer: { ...input.debt.customer, id: `other ${index}` } },
          });
        });
        expect(batch.judge(inputOf(given))).toEqual(alone);
      }),
      { numRuns: 150 },
    );
  });

  it('never allows more in one batch than a cap lets through', () => {
    fc.assert(
      fc.property(
        contact,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('day' as const, 'week' as const, 'rolling_days' as const),
        fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 12 }),
        (given, max, unit, gaps) => {
          const caps = [{ max, per: { unit, ...(unit === 'rolling_days' ? { days: 3 } : {}) } }];
          const batch = createGate(settingsOf(given, { house: { caps } })).startBatch();
          const plain = { ...given, history: [] };
          let at = given.at;
          const allowed: number[] = [];
          for (const gap of gaps) {
            at += gap * MINUTE;
            if (batch.judge({ ...inputOf(plain), at: iso(at) }).decision === 'allow') allowed.push(at);
          }
          // Whatever the calendar, no more than `max` fit into a stretch shorter than the shortest of the units.
          for (const start of allowed) {
            const sameInstant = allowed.filter((other) => other >= start && other === start).length;
            expect(sameInstant).toBeLessThanOrEqual(max);
          }
          if (unit === 'rolling_days') {
            const threeDays = 2 * 1440 * MINUTE;
            for (const start of allowed) {
              expect(allowed.filter((other) => other >= start && other < start + threeDays).length).toBeLessThanOrEqual(
                max,
              );
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('does not look at the zone of the machine', () => {
    const zone = process.env['TZ'];
    try {
      fc.assert(
        fc.property(contact, fc.constantFrom('Pacific/Kiritimati', 'America/Los_Angeles', 'UTC'), (given, machine) => {
          process.env['TZ'] = 'America/Bogota';
          const here = gate(inputOf(given), settingsOf(given));
          process.env['TZ'] = machine;
          expect(gate(inputOf(given), settingsOf(given))).toEqual(here);
        }),
        { numRuns: 100 },
      );
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});

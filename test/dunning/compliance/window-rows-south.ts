import type { Situation } from './helpers';

/**
 * Contact hours, written down from the wording of each rule and not from the packs. Every row is tried a minute before it opens,
 * when it opens, a minute before it closes, and when it closes; a closed day is tried at noon.
 */
export interface Row {
  title: string;
  where: Omit<Situation, 'at'>;
  offset: string;
  /** Date, opening, closing; or that the day is shut and when contact is possible again. */
  days: Array<[date: string, open: string, close: string] | [date: string, shut: 'shut', until: string]>;
  /** The closing instant is still inside. */
  inclusive?: boolean;
}

const THU = '2026-11-26';
const FRI = '2026-11-27';
const SAT = '2026-11-28';
const SUN = '2026-11-29';
const MON = '2026-11-30';

const agencyCall = { party: 'agency', channel: 'call' } as const;

export const SOUTH: readonly Row[] = [
  {
    title: 'Colombia, any channel',
    where: { country: 'CO', channel: 'email', party: 'first_party' },
    offset: '-05:00',
    days: [
      [THU, '07:00', '19:00'],
      [FRI, '07:00', '19:00'],
      [SAT, '08:00', '15:00'],
      [SUN, 'shut', `${MON}T07:00`],
      ['2026-12-08', 'shut', '2026-12-09T07:00'],
    ],
  },
  {
    title: 'Chile, calls',
    where: { country: 'CL', ...agencyCall, party: 'first_party', zone: 'America/Santiago' },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SAT, '08:00', '20:00'],
      [SUN, 'shut', `${MON}T08:00`],
      ['2026-12-08', 'shut', '2026-12-09T08:00'],
    ],
  },
  {
    title: 'Chile, messages under the conservative profile',
    where: { country: 'CL', channel: 'sms', party: 'first_party', profile: 'conservative', zone: 'America/Santiago' },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SUN, 'shut', `${MON}T08:00`],
    ],
  },
  {
    title: 'Peru, calls',
    where: { country: 'PE', ...agencyCall, party: 'first_party' },
    offset: '-05:00',
    days: [
      [THU, '07:00', '20:00'],
      [SAT, 'shut', `${MON}T07:00`],
      ['2026-12-08', 'shut', '2026-12-10T07:00'],
    ],
  },
  {
    title: 'Mexico, agencies of financial entities',
    where: {
      country: 'MX',
      channel: 'whatsapp',
      party: 'agency',
      zone: 'America/Mexico_City',
      facts: { creditorSector: 'financial' },
    },
    offset: '-06:00',
    days: [
      [THU, '07:00', '22:00'],
      [SUN, '07:00', '22:00'],
      ['2026-12-25', '07:00', '22:00'],
    ],
  },
  {
    title: 'Mexico, commercial creditors',
    where: {
      country: 'MX',
      channel: 'call',
      party: 'first_party',
      zone: 'America/Tijuana',
      facts: { creditorSector: 'commercial' },
    },
    offset: '-08:00',
    inclusive: true,
    days: [
      [THU, '07:00', '22:00'],
      [SAT, 'shut', `${MON}T07:00`],
      ['2026-12-25', 'shut', '2026-12-28T07:00'],
    ],
  },
  {
    title: 'Mexico, the conservative profile, business customers too',
    where: {
      country: 'MX',
      channel: 'email',
      party: 'first_party',
      profile: 'conservative',
      kind: 'business',
      zone: 'America/Hermosillo',
    },
    offset: '-07:00',
    days: [
      [THU, '07:00', '22:00'],
      ['2026-11-16', 'shut', '2026-11-17T07:00'],
    ],
  },
  {
    title: 'Ecuador, hired collectors',
    where: { country: 'EC', channel: 'email', party: 'agency', zone: 'America/Guayaquil' },
    offset: '-05:00',
    days: [
      [THU, '07:00', '20:00'],
      [SAT, 'shut', `${MON}T07:00`],
      ['2026-05-25', 'shut', '2026-05-26T07:00'],
      ['2026-10-09', 'shut', '2026-10-12T07:00'],
    ],
  },
  {
    title: 'São Paulo, calls',
    where: { country: 'BR', region: 'BR-SP', ...agencyCall },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SAT, '08:00', '14:00'],
      [SUN, 'shut', `${MON}T08:00`],
      ['2026-11-20', 'shut', '2026-11-21T08:00'],
      ['2026-07-09', 'shut', '2026-07-10T08:00'],
    ],
  },
  {
    title: 'Rio de Janeiro, calls',
    where: { country: 'BR', region: 'BR-RJ', ...agencyCall },
    offset: '-03:00',
    days: [
      [THU, '09:00', '19:00'],
      [SAT, 'shut', `${MON}T09:00`],
      ['2026-04-23', 'shut', '2026-04-24T09:00'],
      ['2026-11-20', 'shut', '2026-11-23T09:00'],
    ],
  },
  {
    title: 'Espírito Santo, calls',
    where: { country: 'BR', region: 'BR-ES', ...agencyCall },
    offset: '-03:00',
    days: [
      [THU, '08:00', '19:00'],
      [SAT, 'shut', `${MON}T08:00`],
    ],
  },
  {
    title: 'Amazonas, calls',
    where: { country: 'BR', region: 'BR-AM', ...agencyCall, zone: 'America/Manaus' },
    offset: '-04:00',
    days: [
      [THU, '08:00', '19:00'],
      ['2026-11-20', 'shut', '2026-11-23T08:00'],
    ],
  },
  {
    title: 'Alagoas, text messages',
    where: { country: 'BR', region: 'BR-AL', channel: 'sms' },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SAT, '08:00', '14:00'],
      [SUN, 'shut', `${MON}T08:00`],
    ],
  },
  {
    title: 'Brazil, the conservative profile',
    where: { country: 'BR', region: 'BR-MG', channel: 'email', party: 'first_party', profile: 'conservative' },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SAT, '08:00', '14:00'],
    ],
  },
  {
    title: 'City of Buenos Aires, agencies',
    where: { country: 'AR', region: 'AR-C', channel: 'whatsapp', party: 'agency' },
    offset: '-03:00',
    days: [
      [THU, '08:00', '20:00'],
      [SAT, '08:00', '12:00'],
      [SUN, 'shut', `${MON}T08:00`],
      ['2026-11-23', 'shut', '2026-11-24T08:00'],
    ],
  },
  {
    title: 'Argentina, a number on the No Llame register with a current contract',
    where: {
      country: 'AR',
      region: 'AR-X',
      channel: 'call',
      party: 'first_party',
      facts: { registers: { no_llame: { registered: true } }, currentContract: true },
    },
    offset: '-03:00',
    days: [
      [THU, '09:00', '21:00'],
      [SAT, '09:00', '13:00'],
      [SUN, 'shut', `${MON}T09:00`],
    ],
  },
  {
    title: 'Argentina, the conservative profile',
    where: { country: 'AR', region: 'AR-X', channel: 'email', party: 'first_party', profile: 'conservative' },
    offset: '-03:00',
    days: [
      [THU, '09:00', '20:00'],
      [SAT, 'shut', `${MON}T09:00`],
    ],
  },
];

import { InputError } from '../errors';
import { epochDay } from './clock';
import type { HouseRules } from './input';
import { PARTIES, packSchema, type Pack } from './pack';

const EVERYBODY = {
  binds: [...PARTIES],
  protects: ['consumer', 'business', 'guarantor'],
  source: [],
  grade: 'verified',
};

/** The user's own rules as a pack, so that they are judged, named and recorded like any other. */
export function housePack(house: HouseRules): Pack {
  const rules: unknown[] = [];
  const add = (id: string, body: Record<string, unknown>, text: { en: string; es: string; pt: string }) =>
    rules.push({ ...EVERYBODY, channels: [], citation: 'House rule', id: `house-${id}`, text, ...body });

  house.hours?.forEach(({ channels, week, endInclusive }, index) => {
    // Hours for calls are hours for calls: unlike a law's, nobody has to ask what they mean for messages.
    const body = {
      kind: 'window',
      week,
      endInclusive: endInclusive ?? false,
      channels: channels ?? [],
      extendChannels: false,
    };
    add(`hours-${index + 1}`, body, {
      en: 'Your own contact hours.',
      es: 'Su propio horario de contacto.',
      pt: 'O seu próprio horário de contato.',
    });
  });
  house.caps?.forEach(({ channels, max, per, perDebt }, index) => {
    const scope = perDebt ? 'debt' : 'customer';
    add(
      `cap-${index + 1}`,
      { kind: 'cap', max, per, scope, counts: 'attempt', channels: channels ?? [] },
      {
        en: 'Your own limit on how often a customer is contacted.',
        es: 'Su propio límite de contactos por cliente.',
        pt: 'O seu próprio limite de contatos por cliente.',
      },
    );
  });
  if (house.minimumMinutesBetween) {
    add(
      'spacing',
      { kind: 'spacing', minutes: house.minimumMinutesBetween, counts: 'attempt' },
      {
        en: 'Your own least time between two contacts.',
        es: 'Su propio tiempo mínimo entre dos contactos.',
        pt: 'O seu próprio tempo mínimo entre dois contatos.',
      },
    );
  }
  if (house.blackouts?.length) {
    const dates = house.blackouts.map(({ from, until }) => stretch(from, until ?? from));
    add(
      'blackout',
      { kind: 'blackout', dates },
      {
        en: 'A day on which you do not contact customers.',
        es: 'Un día en el que usted no contacta a clientes.',
        pt: 'Um dia em que você não contata clientes.',
      },
    );
  }
  if (house.consentNeeded?.length) {
    add(
      'consent',
      { kind: 'consent', channels: house.consentNeeded },
      {
        en: 'You ask for a recorded opt-in on this channel.',
        es: 'Usted exige una autorización registrada para este canal.',
        pt: 'Você exige uma autorização registrada para este canal.',
      },
    );
  }
  if (house.requiredContent?.length) {
    add(
      'content',
      { kind: 'required_content', elements: house.requiredContent },
      {
        en: 'Something that you want in every message.',
        es: 'Algo que usted exige en cada mensaje.',
        pt: 'Algo que você exige em cada mensagem.',
      },
    );
  }
  return readHouse({
    id: 'house',
    version: '2026.11.1',
    kind: 'house',
    name: { en: 'House rules', es: 'Reglas propias', pt: 'Regras próprias' },
    countries: [],
    asOf: '2026-11-23',
    notice: { en: 'Your own rules.', es: 'Sus propias reglas.', pt: 'As suas próprias regras.' },
    rules,
  });
}

/** @throws InputError for a date that is none, or a stretch that ends before it begins: either would shut nothing. */
function stretch(from: string, until: string): { from: string; until: string } {
  for (const date of [from, until]) if (Number.isNaN(epochDay(date))) throw notADate(date);
  if (from <= until) return { from, until };
  throw new InputError({
    field: 'house.blackouts',
    found: `${from} – ${until}`,
    problem: 'ends before it begins',
    advice: 'Put the first day first.',
  });
}

function notADate(found: string): InputError {
  return new InputError({
    field: 'house.blackouts',
    found,
    problem: 'is not a calendar date',
    advice: 'Write it as year-month-day, for example 2026-12-24.',
  });
}

/** @throws InputError that names the house rule that cannot be used */
function readHouse(pack: unknown): Pack {
  const read = packSchema.safeParse(pack);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new InputError({
    field: `house.${issue?.path.slice(2).join('.') ?? ''}`,
    found: undefined,
    problem: `cannot be used (${issue?.message ?? 'unreadable'})`,
    advice: 'Check your own hours, limits and days: times like 09:00, the earlier first; whole numbers from 1.',
  });
}

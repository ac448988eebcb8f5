import { crc16 } from './crc16';
import { PIX_GUI } from './build';
import { readFields } from './tlv';
import type { Field } from './tlv';

/** What is wrong with a BR Code, named after the field of the standard. */
export type BrCodeProblem =
  | 'tlv'
  | 'crc'
  | 'crc position'
  | 'payload format'
  | 'point of initiation'
  | 'merchant account'
  | 'pix key'
  | 'location'
  | 'category'
  | 'currency'
  | 'amount'
  | 'country'
  | 'name'
  | 'city'
  | 'additional data'
  | 'txid';

export interface BrCode {
  valid: boolean;
  /** The whole text, and each template in it, is a list of fields to the last character. */
  tlv: boolean;
  /** The checksum that the text should end with. */
  crc: string;
  crcMatches: boolean;
  problems: BrCodeProblem[];
  /** What it says, as far as it can be read. */
  key?: string;
  location?: string;
  amount?: string;
  name?: string;
  city?: string;
  txid?: string;
  info?: string;
  /** Of a composite code: where the recurring charge is. */
  recurrence?: string;
}

/** Fields that hold fields: merchant accounts, additional data, language, unreserved templates. */
const isTemplate = (id: string) => /^(2[6-9]|[34]\d|5[01]|62|64|[89]\d)$/.test(id);
const LONGEST = 512;

/**
 * Reads a BR Code as the standard has it: EMV QRCPS-MPM fields, CRC16, and the rules of Pix on top.
 * Sources: EMVCo MPM 1.1; BCB, Manual de Padrões para Iniciação do Pix; Manual do BR Code. Never throws.
 */
export function readBrCode(text: string): BrCode {
  // Over everything but the last four characters, whatever they are.
  const crc = crc16(text.length > 4_096 ? '' : text.slice(0, -4));
  const crcMatches = text.slice(-4) === crc && text.slice(-8, -4) === '6304';
  const result = text.length <= 4_096 ? readFields(text) : undefined;
  if (!result?.ok) {
    return { valid: false, tlv: false, crc, crcMatches, problems: crcMatches ? ['tlv'] : ['tlv', 'crc'] };
  }
  const { fields } = result;
  const templates = new Map<string, Field[]>();
  let tlv = true;
  for (const { id, value } of fields) {
    if (!isTemplate(id)) continue;
    const inner = readFields(value);
    if (inner.ok) templates.set(id, inner.fields);
    else tlv = false;
  }
  const facts = factsOf(fields, templates);
  const problems: BrCodeProblem[] = [
    ...(tlv ? [] : (['tlv'] as const)),
    ...(crcMatches ? [] : (['crc'] as const)),
    ...problemsOf(fields, templates, facts),
    ...(text.length > LONGEST ? (['additional data'] as const) : []),
  ];
  return { valid: problems.length === 0, tlv, crc, crcMatches, problems: [...new Set(problems)], ...facts };
}

type Facts = Pick<BrCode, 'key' | 'location' | 'amount' | 'name' | 'city' | 'txid' | 'info' | 'recurrence'>;

function valueOf(fields: readonly Field[] | undefined, id: string): string | undefined {
  return fields?.find((field) => field.id === id)?.value;
}

/** The merchant accounts (26 to 51), or unreserved templates (80 to 99), that belong to Pix. */
function pixTemplates(templates: ReadonlyMap<string, Field[]>, from: number, to: number): Field[][] {
  return [...templates]
    .filter(([id]) => Number(id) >= from && Number(id) <= to)
    .map(([, fields]) => fields)
    .filter((fields) => valueOf(fields, '00')?.toLowerCase() === PIX_GUI);
}

function factsOf(fields: readonly Field[], templates: ReadonlyMap<string, Field[]>): Facts {
  const [account] = pixTemplates(templates, 26, 51);
  const [recurring] = pixTemplates(templates, 80, 99);
  const found = {
    key: valueOf(account, '01'),
    info: valueOf(account, '02'),
    location: valueOf(account, '25'),
    amount: valueOf(fields, '54'),
    name: valueOf(fields, '59'),
    city: valueOf(fields, '60'),
    txid: valueOf(templates.get('62'), '05'),
    recurrence: valueOf(recurring, '25'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** `pix.example.com/qr/v2/8b3d…`: a host with a dot, then a path, and no scheme. */
const LOCATION = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?\/\S+$/i;
const AMOUNT = /^(?=.{1,13}$)\d{1,10}(\.\d{1,2})?$/;

function problemsOf(
  fields: readonly Field[],
  templates: ReadonlyMap<string, Field[]>,
  { key, location, amount, name, city, txid, recurrence }: Facts,
): BrCodeProblem[] {
  const of = (id: string) => valueOf(fields, id);
  const initiation = of('01');
  const accounts = pixTemplates(templates, 26, 51);
  const dynamic = location !== undefined || recurrence !== undefined;
  const rules: Array<[BrCodeProblem, boolean]> = [
    ['payload format', fields[0]?.id === '00' && of('00') === '01'],
    ['crc position', fields.at(-1)?.id === '63' && of('63')?.length === 4],
    ['point of initiation', initiation === undefined || initiation === '11' || initiation === '12'],
    ['merchant account', accounts.length === 1 && (key !== undefined || dynamic)],
    ['pix key', key === undefined || (key.length <= 77 && location === undefined)],
    ['location', location === undefined || (location.length <= 77 && LOCATION.test(location))],
    ['location', recurrence === undefined || (recurrence.length <= 77 && LOCATION.test(recurrence))],
    ['category', /^\d{4}$/.test(of('52') ?? '')],
    ['currency', of('53') === '986'],
    // Zero stands for “the payer says how much” in no code of Pix; a code without an amount leaves the field out.
    ['amount', amount === undefined || AMOUNT.test(amount)],
    ['country', of('58') === 'BR'],
    ['name', name !== undefined && [...name].length <= 25],
    ['city', city !== undefined && [...city].length <= 15],
    ['additional data', txid !== undefined],
    ['txid', txid === undefined || dynamic || /^(\*\*\*|[A-Za-z0-9]{1,25})$/.test(txid)],
  ];
  return rules.filter(([, holds]) => !holds).map(([problem]) => problem);
}

/** One field of an EMV merchant-presented QR code: two digits of id, two of length, the value. */
export interface Field {
  id: string;
  value: string;
}

/** Why a text is no list of fields. */
export type TlvProblem = 'truncated' | 'id' | 'length' | 'duplicate';

export type TlvResult = { ok: true; fields: Field[] } | { ok: false; problem: TlvProblem; at: number };

const MOST = 99;

/** One field. @throws RangeError when the value is empty or longer than two digits can say */
export function field(id: string, value: string): string {
  const { length } = value;
  if (length < 1 || length > MOST) throw new RangeError(`field ${id} has ${length} characters; 1 to ${MOST} fit`);
  return id + String(length).padStart(2, '0') + value;
}

/** Reads a list of fields; every character belongs to one. Lengths count characters, as EMVCo has it for QR codes. */
export function readFields(text: string): TlvResult {
  const fields: Field[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < text.length;) {
    const id = text.slice(at, at + 2);
    const size = text.slice(at + 2, at + 4);
    if (!/^\d{2}$/.test(id)) return { ok: false, problem: 'id', at };
    if (!/^\d{2}$/.test(size) || size === '00') return { ok: false, problem: 'length', at };
    const value = text.slice(at + 4, at + 4 + Number(size));
    if (value.length < Number(size)) return { ok: false, problem: 'truncated', at };
    if (seen.has(id)) return { ok: false, problem: 'duplicate', at };
    seen.add(id);
    fields.push({ id, value });
    at += 4 + Number(size);
  }
  return { ok: true, fields };
}

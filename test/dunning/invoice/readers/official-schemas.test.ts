import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv from 'ajv';
import { parse } from 'yaml';

import { detect, documentsOf } from '../../../../dunning/invoice/readers';
import { PAYLOADS } from './payloads';

const SPECIFICATION = path.resolve(__dirname, '../../../../../shared/specs/xero.yaml');

interface OpenApi {
  components: { schemas: Record<string, unknown> };
  paths: Record<
    string,
    Record<string, { responses?: Record<string, { content?: Record<string, { example?: unknown }> }> }>
  >;
}

(existsSync(SPECIFICATION) ? describe : describe.skip)('Xero’s own API description (shared folder)', () => {
  const specification = existsSync(SPECIFICATION) ? (parse(readFileSync(SPECIFICATION, 'utf8')) as OpenApi) : undefined;

  const examples = ['/Invoices', '/Invoices/{InvoiceID}', '/CreditNotes', '/CreditNotes/{CreditNoteID}'].flatMap(
    (route) => {
      const raw = specification?.paths[route]?.get?.responses?.['200']?.content?.['application/json']?.example;
      return documentsOf(typeof raw === 'string' ? JSON.parse(raw) : raw).map(
        (document) => [route, document as Record<string, unknown>] as const,
      );
    },
  );

  it('our payload is one that the description allows', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'xero', components: specification?.components });
    const validate = ajv.compile({ $ref: 'xero#/components/schemas/Invoice' });
    // Made-up ids are no UUIDs of a real version; the shape is what counts.
    expect({ valid: validate(PAYLOADS.xero), errors: validate.errors }).toEqual({ valid: true, errors: null });
    const names = Object.keys((specification?.components.schemas.Invoice as { properties: object }).properties);
    expect(Object.keys(PAYLOADS.xero).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('every example of a sales invoice or credit note is read to the cent', () => {
    const sales = examples.filter(([, document]) => /^ACCREC/.test(String(document.Type)));
    expect(sales.length).toBeGreaterThanOrEqual(5);
    for (const [, document] of sales) {
      const reader = detect(document);
      expect(reader?.id).toBe('xero');
      const read = reader?.read(document, { currency: 'NZD' }).documents[0]?.invoice;
      expect({
        number: read?.number,
        total: read && read.total.minor / 100,
        balance: read?.balance && read.balance.minor / 100,
      }).toEqual({
        number: document.InvoiceNumber ?? document.CreditNoteNumber,
        total: document.Total,
        balance: document.AmountDue ?? document.RemainingCredit,
      });
      const due = String(document.DueDateString ?? document.DateString).slice(0, 10);
      expect(read?.dueDate).toBe(due);
    }
  });

  it('the dates in milliseconds say the same as the dates in text', () => {
    const bothWays = examples.filter(
      ([, document]) => typeof document.DateString === 'string' && /^ACCREC/.test(String(document.Type)),
    );
    expect(bothWays.length).toBeGreaterThanOrEqual(4);
    for (const [, document] of bothWays) {
      const inMilliseconds = { ...document, DateString: undefined, DueDateString: undefined };
      const [first, second] = [document, inMilliseconds].map(
        (one) => detect(one)?.read(one, { currency: 'NZD' }).documents[0]?.invoice,
      );
      expect(second).toEqual(first);
    }
  });
});

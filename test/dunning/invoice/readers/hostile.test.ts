import fc from 'fast-check';

import { InputError } from '../../../../dunning/errors';
import { documentsOf, readers } from '../../../../dunning/invoice/readers';
import { parseXml } from '../../../../dunning/invoice/readers/xml/xml';
import { CFDI_PPD, UBL_INVOICE } from './einvoices';
import { PAYLOADS } from './payloads';

describe('XML that means harm', () => {
  it.each<[string, string, RegExp]>([
    [
      'a billion laughs',
      '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><Invoice>&lol2;</Invoice>',
      /has a document type or entities of its own/,
    ],
    [
      'an external entity',
      '<?xml version="1.0"?><!doctype foo [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><Comprobante>&xxe;</Comprobante>',
      /has a document type/,
    ],
    [
      'an external document type',
      '<!DOCTYPE Invoice SYSTEM "http://attacker.example/x.dtd"><Invoice/>',
      /has a document type/,
    ],
    ['ten thousand levels', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`, /cannot be read as an invoice/],
    ['more than ten megabytes', `<a>${'x'.repeat(10_000_001)}</a>`, /is larger than 10 MB/],
    ['tags that do not close', '<Invoice><ID>1</Invoice>', /is not well-formed XML \(line 1/],
    ['the same attribute twice', '<Invoice a="1" a="2"/>', /is not well-formed/],
    [
      'names of the prototype',
      '<Invoice><__proto__><polluted>1</polluted></__proto__></Invoice>',
      /cannot be read as an invoice/,
    ],
    ['nothing', '', /is not well-formed/],
    ['no XML', 'PK\u0003\u0004 not xml', /is not well-formed/],
  ])('%s is refused at once', (_name, xml, message) => {
    expect(() => parseXml(xml)).toThrow(message);
    expect(() => parseXml(xml)).toThrow(InputError);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('an unknown encoding is refused, and a file of noise does not crash', () => {
    expect(() => parseXml(new TextEncoder().encode('<?xml version="1.0" encoding="x-klingon"?><a/>'))).toThrow(
      /is an encoding that is not known/,
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parseXml(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('entities of its own are not resolved, character references are', () => {
    expect(parseXml('<a>&custom; &amp; &#65;&#x42;</a>').node['#text']).toBe('&custom; &amp; &#65;&#x42;');
  });

  it('mangled invoices give a reading or an InputError, never anything else', () => {
    const cuts = fc.tuple(
      fc.constantFrom(CFDI_PPD, UBL_INVOICE),
      fc.nat(2000),
      fc.nat(60),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(cuts, ([xml, at, length, insert]) => {
        const mangled = xml.slice(0, at) + insert + xml.slice(at + length);
        for (const id of ['cfdi', 'ubl']) {
          try {
            readers[id]?.read(mangled, { termsDays: 30 });
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('JSON that means harm', () => {
  it('any value given to any reader gives a reading or an InputError', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, maxDepth: 3 }),
        (payload) => {
          for (const document of documentsOf(payload)) {
            for (const reader of Object.values(readers)) {
              expect(typeof reader.recognises(document)).toBe('boolean');
              try {
                reader.read(document);
              } catch (error) {
                expect(error).toBeInstanceOf(InputError);
              }
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('any value in any field of a document gives a reading or an InputError', () => {
    const systems = Object.keys(PAYLOADS) as Array<keyof typeof PAYLOADS>;
    // Names that every object has, and objects that cannot become a text, are what JSON can do worst.
    const tricky = fc.constantFrom<unknown>(
      'constructor',
      '__proto__',
      'toString',
      { toString: 1 },
      { valueOf: null },
      [{ toString: 1 }],
    );
    const wild = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, maxDepth: 2 }),
      tricky,
    );
    fc.assert(
      fc.property(fc.constantFrom(...systems), fc.nat(30), wild, (system, position, value) => {
        const fields = Object.keys(PAYLOADS[system]);
        const field = fields[position % fields.length] ?? '';
        const payload = { ...PAYLOADS[system], [field]: value };
        for (const reader of Object.values(readers)) expect(typeof reader.recognises(payload)).toBe('boolean');
        try {
          readers[system]?.read(payload);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('a value that contains itself is refused by name', () => {
    const circular: Record<string, unknown> = { ...PAYLOADS.quickbooks };
    circular.DueDate = circular;
    expect(() => readers.quickbooks?.read(circular)).toThrow(
      /^dueDate \(column “DueDate”\): found “\[object Object\]”/,
    );
  });
});

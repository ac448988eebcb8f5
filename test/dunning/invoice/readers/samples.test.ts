import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { detect } from '../../../../dunning/invoice/readers';
import type { GenericOptions } from '../../../../dunning/invoice/readers/generic';

const readAll = (xml: unknown, options?: GenericOptions) => {
  const reader = detect(xml);
  if (reader === undefined) throw new Error('not recognised');
  return reader.read(xml, options);
};
const readOne = (xml: unknown, options?: GenericOptions) => {
  const [document] = readAll(xml, options).documents;
  if (document === undefined) throw new Error('nothing was read');
  return document;
};

const SAMPLES = path.resolve(__dirname, '../../../../../shared/data/einvoices');
const sample = (name: string) => readFileSync(path.join(SAMPLES, name));

(existsSync(SAMPLES) ? describe : describe.skip)('public samples (shared folder)', () => {
  it.each<[string, string, Record<string, unknown>, GenericOptions?]>([
    [
      'cfdi',
      'cfdi/cfdi40-real.xml',
      {
        fiscalId: 'C2832671-DA6D-11EF-A83D-00155D012007',
        dueDate: '2025-01-31',
        total: { currency: 'MXN', minor: 100000 },
      },
    ],
    ['cfdi', 'cfdi/cfdi40-discounts.xml', { number: 'XXX-0000123456', total: { currency: 'USD', minor: 324800 } }],
    [
      'ubl',
      'ubl/example1.xml',
      { number: '12115118', dueDate: '2015-01-09', total: { currency: 'EUR', minor: 25033 } },
    ],
    [
      'ubl',
      'ubl/example2.xml',
      {
        number: 'TOSL108',
        total: { currency: 'NOK', minor: 180178 },
        balance: { minor: 80178 },
        dueDate: '2013-07-20',
      },
    ],
    ['ubl', 'ubl/example4.xml', { number: 'TOSL110', total: { currency: 'DKK', minor: 467500 } }],
    [
      'ubl',
      'ubl/creditnote1.xml',
      { type: 'credit_note', number: '018304 / 28865', total: { currency: 'EUR', minor: 10011 } },
    ],
    [
      'cii',
      'cii/example1.xml',
      { number: '12115118', dueDate: '2015-01-09', total: { currency: 'EUR', minor: 25033 } },
    ],
    [
      'cii',
      'cii/example2.xml',
      {
        number: 'TOSL108',
        total: { currency: 'NOK', minor: 180178 },
        balance: { minor: 80178 },
        dueDate: '2013-07-20',
      },
    ],
    ['cii', 'cii/example4.xml', { number: 'TOSL110', total: { currency: 'DKK', minor: 467500 } }],
    [
      'nfe',
      'nfe/nfe-with-protocol.xml',
      { number: '1-26', dueDate: '2018-12-31', issueDate: '2018-09-25', total: { currency: 'BRL', minor: 100 } },
    ],
    [
      'peru-ubl',
      'peru/gravada.xml',
      { number: 'FF11-63641764', dueDate: '2017-10-23', total: { currency: 'PEN', minor: 59000 } },
      { termsDays: 30 },
    ],
    [
      'peru-ubl',
      'peru/notacr-fac.xml',
      { type: 'credit_note', number: 'F001-211', total: { currency: 'PEN', minor: 32926681 } },
    ],
  ])('%s reads %s', (id, file, expected, options = {}) => {
    expect(detect(sample(file))?.id).toBe(id);
    expect(readOne(sample(file), options).invoice).toMatchObject(expected);
  });

  it.each(['1', '2', '4'])('UBL and CII of the same invoice (example %s) come out the same', (number) => {
    const [fromUbl, fromCii] = [
      readOne(sample(`ubl/example${number}.xml`)),
      readOne(sample(`cii/example${number}.xml`)),
    ];
    expect(fromUbl.invoice).toEqual(fromCii.invoice);
  });

  it('reads the payment complement sample', () => {
    expect(readAll(sample('cfdi/cfdi40-pago20.xml')).payments).toMatchObject([
      { sequence: 2, balanceAfter: { minor: 0 }, payment: { date: '2023-06-12', amount: { minor: 1200000 } } },
      { sequence: 1, balanceAfter: { minor: 700000 }, payment: { amount: { minor: 300000 } } },
    ]);
  });
});

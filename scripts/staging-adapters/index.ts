import type { Adapter, Answer, StagingCase } from './case';
import { erpNext } from './erpnext';
import { killBill } from './killbill';
import { anySystem } from './any-system';
import { lago } from './lago';
import { metasfresh } from './metasfresh';
import { ocaCreditControlRuns } from './oca';
import { ocaCreditControl } from './oca-reminder';
import { invoiceNinja } from './invoice-ninja';
import { chaser, nango, salesbricks, sbcPay, upflow } from './others';
import { tryton } from './tryton';

const ADAPTERS: Adapter[] = [
  ocaCreditControlRuns,
  ocaCreditControl,
  tryton,
  metasfresh,
  killBill,
  lago,
  erpNext,
  invoiceNinja,
  sbcPay,
  nango,
  upflow,
  salesbricks,
  chaser,
];

/** Puts a case to the product through its source's adapter. */
export function answer(given: StagingCase): Answer {
  if (given.group === 'compliance')
    return { skip: 'asks whether a contact is lawful, which the Compliance Gate answers' };
  const adapter = ADAPTERS.find(({ source }) => source.test(given.source));
  for (const { answer: ask } of [...(adapter?.shapes ?? []), ...anySystem]) {
    const found = ask(given);
    if (found) return found;
  }
  const fields = Object.keys(given.input).join(', ');
  return {
    skip: adapter
      ? `its adapter does not know this form of input: ${fields}`
      : `there is no adapter for “${given.source}” and the common words do not cover its input: ${fields}`,
  };
}

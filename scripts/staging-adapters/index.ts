import type { Adapter, Answer, StagingCase } from './case';
import { erpNext } from './erpnext';
import { killBill } from './killbill';
import { lago } from './lago';
import { metasfresh } from './metasfresh';
import { ocaCreditControl, ocaCreditControlRuns } from './oca';
import { chaser, invoiceNinja, nango, salesbricks, sbcPay, upflow } from './others';
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
  if (!adapter) return { skip: `there is no adapter for “${given.source}”` };
  for (const { answer: ask } of adapter.shapes) {
    const found = ask(given);
    if (found) return found;
  }
  return { skip: `its adapter does not know this form of input: ${Object.keys(given.input).join(', ')}` };
}

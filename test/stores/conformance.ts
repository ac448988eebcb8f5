import type { FullLedger } from '../../dunning/ledger/records';
import { addressSuite } from './conformance-addresses';
import { unreachableSuite } from './conformance-unreachable';
import { claimSuite } from './conformance-claims';
import { eventSuite } from './conformance-events';
import { paymentSuite } from './conformance-payments';
import { linkSuite } from './conformance-links';
import { recordSuite } from './conformance-records';

/** What every store must do, said once. `open` is called before each test and gives an empty ledger. */
export function describeLedger(name: string, open: () => Promise<FullLedger>): void {
  describe(name, () => {
    let ledger: FullLedger;
    beforeEach(async () => {
      ledger = await open();
    });
    afterEach(() => ledger.close());

    for (const suite of [claimSuite, eventSuite, recordSuite, addressSuite, unreachableSuite, linkSuite, paymentSuite])
      suite(() => ledger);
  });
}

import { approvalSuite } from './flows/approval-suite';
import { errorsSuite } from './flows/errors-suite';
import { eventsSuite } from './flows/events-suite';
import { inboxSuite } from './flows/inbox-suite';
import { nextChannelSuite } from './flows/next-channel-suite';
import { notOpenedSuite } from './flows/not-opened-suite';
import { odooPaymentsSuite } from './flows/odoo-payments-suite';
import { paymentsSuite } from './flows/payments-suite';
import { resumeSuite } from './flows/resume-suite';
import { weeklySuite } from './flows/weekly-suite';
import { LibraryBench } from './library/bench';

/**
 * What comes back, what goes wrong and what follows: the workflows around the reminders, whole, in one real n8n. Providers call
 * with signatures of their own; the mail server is real.
 */
let bench: LibraryBench;

beforeAll(async () => {
  bench = await LibraryBench.start();
  await bench.credential('smtp', {
    host: '127.0.0.1',
    port: bench.inbox.smtpPort,
    secure: false,
    disableStartTls: true,
    user: '',
    password: '',
  });
});

afterAll(async () => {
  await bench?.stop();
});

const inBench = () => bench;

eventsSuite(inBench);
inboxSuite(inBench);
nextChannelSuite(inBench);
notOpenedSuite(inBench);
errorsSuite(inBench);
weeklySuite(inBench);
resumeSuite(inBench);
paymentsSuite(inBench);
odooPaymentsSuite(inBench);
approvalSuite(inBench);

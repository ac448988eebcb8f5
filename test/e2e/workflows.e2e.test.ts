import { channelsSuite } from './library/channels-suite';
import { filesSuite } from './library/files-suite';
import { LibraryBench } from './library/bench';
import { mailCoresSuite } from './library/mail-cores-suite';
import { ownNodesSuite } from './library/own-nodes-suite';
import { publishingSuite } from './library/publishing-suite';
import { systemsSuite } from './library/systems-suite';
import { whatsappNodeSuite } from './library/whatsapp-node-suite';

/**
 * Every workflow of the library, whole, in one real n8n: the providers are stand-ins under their own names, the mail server is real.
 */
let bench: LibraryBench;

beforeAll(async () => {
  bench = await LibraryBench.start();
});

afterAll(async () => {
  await bench?.stop();
});

const inBench = () => bench;

systemsSuite(inBench);
mailCoresSuite(inBench);
channelsSuite(inBench);
whatsappNodeSuite(inBench);
ownNodesSuite(inBench);
filesSuite(inBench);
publishingSuite(inBench);

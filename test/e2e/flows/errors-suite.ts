import type { WorkflowJson } from '../../../scripts/host/n8n-types';
import type { LibraryBench } from '../library/bench';
import { HEADER, invoice } from '../library/channels-suite';
import { signedIn } from '../library/systems';
import { eventually } from '../stand-ins/debtors';
import { googleSheets, SHEET_URL, SHEETS_TOKEN } from '../stand-ins/google-sheets';
import type { StandIn } from '../stand-ins/stand-in';

/** Any workflow of a user that asks a provider. */
const asking = (errorWorkflow: string): WorkflowJson => ({
  name: 'My own workflow',
  nodes: [
    {
      name: 'When it is called',
      type: 'n8n-nodes-base.webhook',
      typeVersion: 2,
      position: [0, 0],
      parameters: { httpMethod: 'POST', path: 'ask-a-provider', responseMode: 'onReceived', options: {} },
      webhookId: 'ask-a-provider',
    },
    {
      name: 'Ask the provider',
      type: 'n8n-nodes-base.httpRequest',
      typeVersion: 4.2,
      position: [200, 0],
      parameters: { url: 'https://api.provider.example/invoices', options: {} },
    },
  ],
  connections: { 'When it is called': { main: [[{ node: 'Ask the provider', type: 'main', index: 0 }]] } },
  settings: { executionOrder: 'v1', errorWorkflow },
});

const PROVIDER: StandIn = { hosts: ['api.provider.example'], answer: () => ({ body: [] }) };

/** What fails when nobody is looking reaches a person with the item and the cure. */
export function errorsSuite(inBench: () => LibraryBench): void {
  describe('care: tell a person when a run fails', () => {
    let bench: LibraryBench;
    let errorWorkflow: string;

    beforeAll(async () => {
      bench = inBench();
      ({ id: errorWorkflow } = await bench.use('care/errors'));
      await bench.n8n.client.activate(errorWorkflow);
    });

    it('says what to do about a provider that answers 401, 429 and 500', async () => {
      const { client } = bench.n8n;
      const { id } = await client.importWorkflow(asking(errorWorkflow));
      await client.activate(id);
      const call = async () => (await client.callWebhook('ask-a-provider', { method: 'POST' })).status;
      bench.world.with(PROVIDER);
      await eventually(async () => (await call()) === 200);
      await eventually(async () => (await client.executions(id)).every(({ status }) => status === 'success'));
      const said: string[] = [];
      for (const status of [401, 429, 500]) {
        bench.world.breakDown({ matches: () => true, from: 1, answer: { status, body: { message: 'no' } } });
        const before = bench.inbox.mails.length;
        expect(await call()).toBe(200);
        await eventually(() => bench.inbox.mails.length > before);
        const { parsed } = bench.inbox.mails[before] ?? {};
        expect(parsed?.subject).toBe('“My own workflow” failed at “Ask the provider”');
        said.push(parsed?.text ?? '');
      }
      expect(said[0]).toContain('What to do: The account is no longer accepted.');
      expect(said[1]).toContain('What to do: The provider wants fewer calls.');
      expect(said[2]).toContain('What to do: The provider has trouble of its own.');
      for (const text of said) expect(text).toMatch(/The run: http/);
    });

    it('names the customer and the reason when one of many reminders could not be written', async () => {
      const { client } = bench.n8n;
      await bench.credential('googleSheetsOAuth2Api', signedIn(SHEETS_TOKEN));
      const bad = invoice('E-2', 'c2', '2026-11-20');
      bad[6] = 'next week';
      bench.world.with(googleSheets({ Invoices: [HEADER, invoice('E-1', 'c1', '2026-11-20'), bad] }));
      const core = await bench.core('cores/email', 'core with errors');
      const feeder = await bench.use('feeders/google-sheets', {
        name: 'My invoices',
        core,
        settings: { sheetUrl: SHEET_URL },
        // Every second, so that the test need not wait for nine o'clock.
        edit: {
          'Every weekday morning': { rule: { interval: [{ field: 'cronExpression', expression: '* * * * * *' }] } },
        },
        workflowSettings: { errorWorkflow },
      });
      const before = bench.inbox.mails.length;
      const about = () =>
        bench.inbox.mails.slice(before).filter(({ parsed }) => parsed.subject?.includes('“My invoices” failed'));
      await client.activate(feeder.id);
      try {
        await eventually(() => about().length > 0, 60_000);
      } finally {
        await client.request('POST', `/rest/workflows/${feeder.id}/deactivate`);
      }
      expect(about()[0]?.parsed.text).toMatch(/next week[\s\S]*What to do: Mend what is named/);
      await eventually(async () =>
        (await client.executions(feeder.id)).every(({ status }) => status === 'success' || status === 'error'),
      );
      // However often it ran: the one who could be written to got one mail.
      expect(bench.recipients(before).filter((to) => to === 'c1@r.example')).toHaveLength(1);
    });
  });
}

import type { WorkflowJson } from '../../../scripts/host/n8n-types';
import { debtors, eventually } from '../stand-ins/debtors';
import type { LibraryBench } from './bench';
import { systemBySlug } from './systems';

/** Stands for the user's own: it is told what went wrong, by n8n. */
const ERROR_WORKFLOW: WorkflowJson = {
  name: 'Tell me',
  nodes: [
    {
      name: 'When a run fails',
      type: 'n8n-nodes-base.errorTrigger',
      typeVersion: 1,
      position: [0, 0],
      parameters: {},
    },
  ],
  connections: {},
  settings: { executionOrder: 'v1' },
};

/** What happens after Publish, when nobody is looking. */
export function publishingSuite(inBench: () => LibraryBench): void {
  describe('published', () => {
    it('a feeder is published only when its core is, and a failure at night reaches the error workflow', async () => {
      const bench = inBench();
      const system = systemBySlug('stripe');
      for (const { type, data } of system.credentials) await bench.credential(type, data);
      const core = await bench.use('cores/email', {
        name: 'core at night',
        settings: { ledgerFile: bench.ledgerFile('night') },
      });
      const { id: errorWorkflow } = await bench.n8n.client.importWorkflow(ERROR_WORKFLOW);
      await bench.n8n.client.activate(errorWorkflow);
      const feeder = await bench.use('feeders/stripe', {
        name: 'feeder at night',
        core,
        // Every second, so that the test need not wait for nine o'clock.
        edit: {
          'Every weekday morning': { rule: { interval: [{ field: 'cronExpression', expression: '* * * * * *' }] } },
        },
        workflowSettings: { errorWorkflow },
      });
      await expect(bench.n8n.client.activate(feeder.id)).rejects.toThrow(/not published/);
      await bench.n8n.client.activate(core.id);

      bench.world.with(system.standIn(debtors('NI', 150)));
      bench.world.breakDown({ matches: system.pages, from: 2, answer: { status: 500, body: { message: 'down' } } });
      const before = bench.inbox.mails.length;
      await bench.n8n.client.activate(feeder.id);
      try {
        await eventually(async () => (await bench.n8n.client.executions(errorWorkflow)).length > 0);
      } finally {
        await bench.n8n.client.request('POST', `/rest/workflows/${feeder.id}/deactivate`);
      }
      const [told] = await bench.n8n.client.executions(errorWorkflow);
      const { data } = await bench.n8n.client.finished(told?.id ?? '');
      const [item] = data.resultData.runData['When a run fails']?.[0]?.data?.main[0] ?? [];
      expect(item?.json).toMatchObject({
        workflow: { name: 'feeder at night' },
        execution: { lastNodeExecuted: 'Get the open invoices' },
      });
      expect(bench.recipients(before)).toEqual([]);
    });
  });
}

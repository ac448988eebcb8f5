import type { NodeJson, WorkflowJson } from '../../scripts/host/n8n-types';
import { committedCatalogue } from '../../scripts/workflows/check/catalogue';
import { problemsOf } from '../../scripts/workflows/check/check';
import { libraryFiles } from '../../scripts/workflows/check/library-files';

const catalogue = committedCatalogue();
const shipped = libraryFiles().find(({ slug }) => slug === 'feeders/xero');

/** What the checker says after somebody broke one thing in a workflow that is right. */
function after(breakIt: (workflow: WorkflowJson, node: (name: string) => NodeJson) => void, beside = {}): string[] {
  if (!shipped) throw new Error('feeders/xero is not there');
  const workflow = structuredClone(shipped.workflow);
  breakIt(workflow, (name) => {
    const found = workflow.nodes.find((node) => node.name === name);
    if (!found) throw new Error(`no node “${name}”`);
    return found;
  });
  return problemsOf(workflow, catalogue, { ...shipped.beside, ...beside });
}

const INVOICES = 'Get the open invoices';

describe('the checker of workflows', () => {
  it('says nothing about one that is right', () => {
    expect(after(() => undefined)).toEqual([]);
  });

  it.each<[string, RegExp, Parameters<typeof after>[0]]>([
    [
      'a node type that does not exist',
      /type n8n-nodes-base\.xeroo, which does not exist/,
      (_, node) => {
        node(INVOICES).type = 'n8n-nodes-base.xeroo';
      },
    ],
    [
      'a version that does not exist',
      /is of version 99/,
      (_, node) => {
        node(INVOICES).typeVersion = 99;
      },
    ],
    [
      'a parameter that the node does not have',
      /sets “adress”/,
      (_, node) => {
        node(INVOICES).parameters.adress = 'x';
      },
    ],
    [
      'a choice that is none',
      /sets “method” to “FETCH”/,
      (_, node) => {
        node(INVOICES).parameters.method = 'FETCH';
      },
    ],
    [
      'the id of an account',
      /carries the id of an account/,
      (_, node) => {
        node(INVOICES).credentials = { xeroOAuth2Api: { id: 'abc123', name: 'Xero' } };
      },
    ],
    [
      'an account without a name',
      /gives its account .* no name/,
      (_, node) => {
        node(INVOICES).credentials = { xeroOAuth2Api: { id: '', name: '' } };
      },
    ],
    [
      'an account that the node does not take',
      /takes no account of the type stripeApi/,
      (_, node) => {
        node(INVOICES).credentials = { ...node(INVOICES).credentials, stripeApi: { id: '', name: 'Stripe' } };
      },
    ],
    [
      'a node with the name n8n gave it',
      /still has the name that n8n gave it/,
      (workflow, node) => {
        const old = node('Run it now');
        workflow.connections['HTTP Request1'] = { main: [] };
        workflow.nodes.push({ ...node(INVOICES), id: 'another', name: 'HTTP Request1' });
        old.position = [0, 0];
      },
    ],
    [
      'a node that nothing leads to',
      /“One item for each invoice” is reached from no trigger/,
      (workflow) => {
        (workflow.connections[INVOICES] as { main: unknown[] }).main = [[]];
      },
    ],
    [
      'a connection with nothing',
      /connects “Nowhere”/,
      (workflow) => {
        workflow.connections.Nowhere = { main: [] };
      },
    ],
    [
      'an expression about a node that is not there',
      /reads from “Your setting”/,
      (_, node) => {
        node(INVOICES).parameters.url = "={{ $('Your setting').first().json.x }}";
      },
    ],
    [
      'a setting that is not there',
      /reads the setting “Tenant”/,
      (_, node) => {
        node(INVOICES).parameters.url = "={{ $('Your settings').first().json['Tenant'] }}";
      },
    ],
    [
      'a setting read with a dot, where its name has none',
      /reads the setting “tenantId”/,
      (_, node) => {
        node(INVOICES).parameters.url = "={{ $('Your settings').first().json.tenantId }}";
      },
    ],
    [
      'nodes that stand over each other',
      /“Get the open invoices” and “Your settings” stand over each other|“Your settings” and “Get the open invoices”/,
      (_, node) => {
        const [x, y] = node('Your settings').position;
        node(INVOICES).position = [x + 100, y];
      },
    ],
    [
      'no sticky notes',
      /fewer than 3 sticky notes/,
      (workflow) => {
        workflow.nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
      },
    ],
    [
      'pinned data',
      /carries pinned data/,
      (workflow) => {
        workflow.pinData = { [INVOICES]: [] };
      },
    ],
    [
      'an error workflow of somebody else',
      /error workflow by an id/,
      (workflow) => {
        workflow.settings = { ...workflow.settings, errorWorkflow: 'abc' };
      },
    ],
    [
      'two nodes of one id',
      /Two nodes have the id/,
      (_, node) => {
        node(INVOICES).id = node('Run it now').id;
      },
    ],
    [
      'sending that is tried again',
      /n8n would send all its items again/,
      (_, node) => {
        Object.assign(node(INVOICES), {
          type: 'n8n-nodes-base.twilio',
          typeVersion: 1,
          retryOnFail: true,
          parameters: {},
          credentials: {},
        });
      },
    ],
  ])('finds %s', (_, expected, breakIt) => {
    expect(after(breakIt)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });

  it.each([
    ['an e-mail address', 'ana.ruiz@acme.com.mx'],
    ['a key of Stripe', ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_')],
    ['a key of AWS', `AKIA${'IOSFODNN7EXAMPLE'}`],
    ['a token of Slack', ['xoxb', '17653672481', 'abc'].join('-')],
    ['an account of Twilio', `AC${'0123456789abcdef'.repeat(2)}`],
    ['a password in an address', 'https://ana:secreto@erp.example.com'],
    ['a bearer token', 'Bearer abcdef0123456789'],
    ['a path of a machine', '/root/invoices.csv'],
    ['a phone number', '+52 55 1234 5678'],
  ])('finds %s in a parameter', (_, secret) => {
    const found = after((_workflow, node) => {
      node(INVOICES).parameters.url = secret;
    });
    expect(found).toEqual([expect.stringMatching(/^It contains /), ...found.slice(1)]);
  });

  it.each(['cobranza@example.com', 'ana@pagos.example.org', "={{ 'Bearer ' + $json.token }}"])(
    'lets %s stand',
    (harmless) => {
      const found = after((_workflow, node) => {
        node(INVOICES).parameters.url = harmless;
      });
      expect(found.filter((problem) => problem.startsWith('It contains'))).toEqual([]);
    },
  );

  it('wants a README with a picture, and a small one', () => {
    expect(after(() => undefined, { readme: undefined })).toEqual(['There is no README.md beside it.']);
    expect(after(() => undefined, { readme: '# Xero' })).toEqual(['Its README.md shows no picture.']);
    expect(after(() => undefined, { picture: undefined })).toEqual(['There is no picture.png beside it.']);
    expect(after(() => undefined, { picture: 150_000 })).toEqual([]);
    expect(after(() => undefined, { picture: 150_001 })).toHaveLength(1);
  });
});

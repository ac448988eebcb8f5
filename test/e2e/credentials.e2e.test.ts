import { startN8n } from '../harness/real-n8n';
import type { RealN8n } from '../harness/real-n8n';
import { CONTRACTS, startContract } from '../contracts';
import type { ContractName } from '../contracts';
import type { ProviderServer } from '../contracts/base/provider';

/** For each provider the field that holds its key: the one that a person gets wrong. */
const KEY_FIELDS: Readonly<Record<ContractName, string>> = {
  stripe: 'secretKey',
  mercadopago: 'accessToken',
  paypal: 'clientSecret',
  conekta: 'privateKey',
  wompi: 'privateKey',
  fintoc: 'secretKey',
  khipu: 'apiKey',
  flow: 'secretKey',
  pix: 'clientSecret',
};

const NAMES = Object.keys(CONTRACTS) as ContractName[];

describe('the button that tests a credential, in a real n8n', () => {
  let n8n: RealN8n;
  const servers: ProviderServer[] = [];

  beforeAll(async () => {
    n8n = await startN8n();
  });

  afterAll(async () => {
    await n8n?.stop();
    await Promise.all(servers.map((server) => server.stop()));
  });

  /** Saves a credential, as the panel does, and presses its button. */
  async function pressed(type: string, data: Record<string, unknown>) {
    const credential = { name: `${type} tried`, type, data };
    const { id } = await n8n.client.importCredential(credential);
    return await n8n.client.testCredential({ ...credential, id });
  }

  it.each(NAMES)(
    '%s: a good key is accepted, a wrong one refused with words, and so is a dead address',
    async (name) => {
      const server: ProviderServer = await startContract(name, { clock: Date.now });
      servers.push(server);
      const { credentialType: type, credential } = server;
      const field = KEY_FIELDS[name];
      expect(credential[field]).toMatch(/\S{4}/);

      expect(await pressed(type, credential)).toMatchObject({ status: 'OK' });
      // It asked the provider, and the provider let it in: nobody can be told “OK” by a test that asks nobody.
      const asked = server.calls.length;
      expect(asked).toBeGreaterThan(0);
      expect(server.calls.map(({ status }) => status).filter((status) => status >= 400)).toEqual([]);
      expect(server.links).toEqual([]);

      const refused = await pressed(type, { ...credential, [field]: `${credential[field]}-wrong` });
      expect(refused).toMatchObject({ status: 'Error', message: expect.stringMatching(/does not accept this key/) });
      expect(server.calls.length).toBeGreaterThan(asked);
      expect(refused.message).not.toContain(credential[field]);

      await server.stop();
      const nobody = await pressed(type, credential);
      expect(nobody.status).toBe('Error');
      expect(nobody.message).not.toContain(credential[field]);
    },
  );

  it('links: a long key and a web address are accepted, a short key is refused', async () => {
    const good = {
      signingSecret: 'k'.repeat(40),
      address: 'https://cobranza.example/webhook/d',
      allowedHosts: 'pay.example',
    };
    expect(await pressed('dunningLinksApi', good)).toMatchObject({
      status: 'OK',
      message: expect.stringContaining('pay.example'),
    });
    expect(await pressed('dunningLinksApi', { ...good, signingSecret: 'short' })).toMatchObject({
      status: 'Error',
      message: expect.stringMatching(/at least 32 characters/),
    });
  });

  it('webhooks: a secret is accepted, none is refused', async () => {
    expect(await pressed('dunningWebhookApi', { webhookSecrets: 'whsec_one' })).toMatchObject({ status: 'OK' });
    expect(await pressed('dunningWebhookApi', { webhookSecrets: ' ' })).toMatchObject({
      status: 'Error',
      message: expect.stringMatching(/every call is refused/),
    });
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { InputError } from '../../../dunning/errors';
import type { ClaimRef, Ledger } from '../../../dunning/ledger/ledger';
import type { FullLedger } from '../../../dunning/ledger/records';
import { buildMail } from '../../../dunning/message/mail-envelope';
import type { Mail } from '../../../dunning/message/mail-envelope';
import { sendBatch } from '../../../nodes/DunningEmail/sending';
import type { Job, Tools } from '../../../nodes/DunningEmail/sending';
import type { HandOver } from '../../../nodes/shared/smtp';
import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import { claimFor, reminder } from './samples';

const MINUTE = 60_000;
const LEASE = 15 * MINUTE;
const START = Date.parse('2026-11-23T16:00:00Z');

let folder: string;
let ledger: FullLedger;
let time: number;
let sent: string[];

const iso = () => new Date(time).toISOString();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dunning-email-'));
  ledger = await openSqliteLedger(path.join(folder, 'ledger.sqlite'));
  time = START;
  sent = [];
});

afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

/** Claims a contact of each customer and makes a message for it. */
async function claimed(...customers: string[]): Promise<Job[]> {
  const results = await ledger.claim(customers.map(claimFor), iso(), LEASE);
  return results.flatMap((result, index) => {
    if (result.decision !== 'send') return [];
    return [job(index, { key: result.key, token: result.token }, `${customers[index]}@cliente.example`)];
  });
}

function job(index: number, claim: ClaimRef | undefined, to: string): Job {
  const sender = { address: 'ar@acme.example' };
  return { index, claim, build: async () => buildMail({ message: reminder({ to }), sender, key: claim?.key }) };
}

/** The tools of a run whose mail server does as `answer` says. */
function tools(answer: (mail: Mail) => HandOver | Promise<HandOver> = accept, part: Partial<Tools> = {}): Tools {
  return {
    mailer: {
      verify: async () => undefined,
      send: async (mail) => {
        sent.push(mail.to.address);
        return await answer(mail);
      },
      close: () => undefined,
    },
    ledger,
    connections: 1,
    interval: 0,
    leaseMs: LEASE,
    clock: () => time,
    pause: async (ms) => {
      time += ms;
    },
    cancelled: () => false,
    clean: (text) => text,
    ...part,
  };
}

function accept(mail: Mail): HandOver {
  return { outcome: 'sent', reply: '250 ok', messageId: mail.messageId ?? '<x@y>' };
}

async function status(customer: string): Promise<string | undefined> {
  return (await ledger.timeline('default', customer, iso())).contacts[0]?.status;
}

describe('sending a batch', () => {
  it('sends every claimed message once and records it at once', async () => {
    const jobs = await claimed('a', 'b', 'c');
    const { deliveries, stopped } = await sendBatch(jobs, tools());
    expect(stopped).toBeUndefined();
    expect([...deliveries.values()].map(({ outcome }) => outcome)).toEqual(['sent', 'sent', 'sent']);
    expect(await Promise.all(['a', 'b', 'c'].map(status))).toEqual(['sent', 'sent', 'sent']);
  });

  it('sends nothing when the same items come a second time', async () => {
    const jobs = await claimed('a', 'b');
    await sendBatch(jobs, tools());
    const { deliveries } = await sendBatch(jobs, tools());
    expect(sent).toEqual(['a@cliente.example', 'b@cliente.example']);
    expect([...deliveries.values()].map(({ outcome }) => outcome)).toEqual(['not_sent', 'not_sent']);
    expect(deliveries.get(0)?.detail).toMatch(/no longer ours/);
  });

  it('sends a message once that stands on two items', async () => {
    const [only] = await claimed('a');
    const { deliveries } = await sendBatch([only!, { ...only!, index: 1 }], tools(accept, { connections: 2 }));
    expect(sent).toEqual(['a@cliente.example']);
    expect([...deliveries.values()].map(({ outcome }) => outcome).sort()).toEqual(['not_sent', 'sent']);
  });

  it('does not send what another run has claimed since', async () => {
    const jobs = await claimed('a');
    await ledger.takeOver([jobs[0]!.claim!], iso(), 1);
    time += 10;
    expect(await claimed('a')).toHaveLength(1);
    const { deliveries } = await sendBatch(jobs, tools());
    expect(sent).toEqual([]);
    expect(deliveries.get(0)?.outcome).toBe('not_sent');
  });

  it('records refused and uncertain messages as such and goes on', async () => {
    const jobs = await claimed('a', 'b', 'c');
    const error = Object.assign(new Error('Timeout'), { code: 'ETIMEDOUT' });
    const answers: Record<string, HandOver> = {
      'a@cliente.example': { outcome: 'failed', reply: '550 5.1.1 no such user' },
      'b@cliente.example': { outcome: 'uncertain', error },
    };
    const { deliveries } = await sendBatch(
      jobs,
      tools((mail) => answers[mail.to.address] ?? accept(mail)),
    );
    expect(deliveries.get(0)).toMatchObject({ outcome: 'failed', detail: '550 5.1.1 no such user', permanent: true });
    expect(deliveries.get(1)).toMatchObject({
      outcome: 'uncertain',
      detail: expect.stringContaining('may or may not'),
    });
    expect(await Promise.all(['a', 'b', 'c'].map(status))).toEqual(['failed', 'uncertain', 'sent']);
  });

  it('does not send an uncertain message again, whatever the next run does', async () => {
    const jobs = await claimed('a');
    await sendBatch(
      jobs,
      tools(() => ({ outcome: 'uncertain', error: new Error('cut') })),
    );
    time += 100 * LEASE;
    expect(await claimed('a')).toEqual([]);
    await sendBatch(jobs, tools());
    expect(sent).toHaveLength(1);
  });

  it('notes a mail that cannot be put together as failed and sends the others', async () => {
    const jobs = await claimed('a', 'b');
    const problem = new InputError({ field: 'To', found: 'x', problem: 'is wrong', advice: 'Mend it.' });
    const bad: Job = { ...jobs[0]!, build: () => Promise.reject(problem) };
    const { deliveries, problems } = await sendBatch([bad, jobs[1]!], tools());
    expect(deliveries.get(0)).toMatchObject({ outcome: 'failed', detail: problem.message });
    expect(problems.get(0)).toBe(problem);
    expect(await Promise.all(['a', 'b'].map(status))).toEqual(['failed', 'sent']);
  });

  it('takes secrets out of what the server says before it is kept anywhere', async () => {
    const jobs = await claimed('a');
    const leak = tools(() => ({ outcome: 'failed', reply: '550 secreto is wrong' }), {
      clean: (text) => text.replaceAll('secreto', '***'),
    });
    const { deliveries } = await sendBatch(jobs, leak);
    expect(deliveries.get(0)?.detail).toBe('550 *** is wrong');
    expect(JSON.stringify(await ledger.timeline('default', 'a', iso()))).not.toContain('secreto');
  });
});

describe('a run that breaks off', () => {
  it('leaves only the message in flight uncertain; the next run sends the rest', async () => {
    const jobs = await claimed('a', 'b', 'c');
    // The process dies while the second message is on its way: nothing after that is ever written.
    const dead = new Promise<never>(() => undefined);
    const underway = new Promise<void>((resolve) => {
      const reach = tools((mail) => {
        if (mail.to.address !== 'b@cliente.example') return accept(mail);
        resolve();
        return dead;
      });
      void sendBatch(jobs, reach);
    });
    await underway;
    time += LEASE + 1;
    expect(await Promise.all(['a', 'b', 'c'].map(status))).toEqual(['sent', 'uncertain', 'released']);

    const again = await claimed('a', 'b', 'c');
    sent = [];
    await sendBatch(again, tools());
    expect(sent).toEqual(['c@cliente.example']);
  });

  it('stops when the ledger cannot be written, and gives back what had not begun', async () => {
    const jobs = await claimed('a', 'b', 'c');
    const full: Ledger = {
      ...ledger,
      recordResults: () => Promise.reject(new Error('The disk is full')),
    };
    const { deliveries, stopped } = await sendBatch(jobs, tools(accept, { ledger: full }));
    expect(stopped?.message).toBe('The disk is full');
    expect(sent).toEqual(['a@cliente.example']);
    expect(deliveries.get(0)?.outcome).toBe('sent');
    time += 10;
    expect(await Promise.all(['a', 'b', 'c'].map(status))).toEqual(['sending', 'released', 'released']);
  });

  it('sends nothing about a debt that was paid since it was claimed, says why, and leaves its key free', async () => {
    const demand = { invoices: ['A-1'], revision: 0 };
    const wanted = ['ana', 'eva', 'luz'].map((customer) => ({ ...claimFor(customer), demand }));
    const jobs = (await ledger.claim(wanted, iso(), LEASE)).flatMap((result, index) =>
      result.decision === 'send'
        ? [job(index, { key: result.key, token: result.token }, `${index}@cliente.example`)]
        : [],
    );
    const paid = (customerId: string) => {
      const about = { account: 'default', customerId, scope: ['A-1'], amount: { currency: 'MXN', minor: 100 } };
      return ledger.recordPayments(
        [{ ...about, provider: 'bank', paymentId: customerId, at: iso(), status: 'paid' }],
        iso(),
      );
    };
    await paid('ana');
    const { deliveries } = await sendBatch(
      jobs,
      tools(async (mail) => {
        // While the second is being handed over, the third is paid.
        await paid('luz');
        return accept(mail);
      }),
    );
    expect(sent).toEqual(['1@cliente.example']);
    const stopped = { outcome: 'not_sent', detail: expect.stringMatching(/^Not sent: A payment came in/) };
    expect([0, 1, 2].map((index) => deliveries.get(index))).toMatchObject([stopped, { outcome: 'sent' }, stopped]);
    const again = wanted.map((one) => ({ ...one, demand: { ...demand, revision: time * 2 } }));
    const codes = (await ledger.claim(again, iso(), LEASE)).map((one) =>
      'reasonCode' in one ? one.reasonCode : 'send',
    );
    expect(codes).toEqual(['send', 'already_contacted', 'send']);
  });
  it('begins nothing when the server lets nobody in; the claims are free at once', async () => {
    const jobs = await claimed('a', 'b');
    const closed = tools();
    closed.mailer.verify = () => Promise.reject(Object.assign(new Error('Invalid login'), { code: 'EAUTH' }));
    const { deliveries, stopped } = await sendBatch(jobs, closed);
    expect(stopped?.name).toBe('SmtpUnusable');
    expect(deliveries.size).toBe(0);
    time += 10;
    expect(await claimed('a', 'b')).toHaveLength(2);
  });

  it('when the server fails for good on the way, leaves every unsent message free for the next run', async () => {
    const jobs = await claimed('a', 'b', 'c');
    const { deliveries, stopped } = await sendBatch(
      jobs,
      tools((mail) =>
        mail.to.address === 'a@cliente.example' ? accept(mail) : { outcome: 'unusable', error: new Error('gone') },
      ),
    );
    expect(stopped?.name).toBe('SmtpUnusable');
    expect([...deliveries.values()].map(({ outcome }) => outcome)).toEqual(['sent', 'not_sent']);
    time += 10;
    expect(await claimed('a', 'b', 'c')).toHaveLength(2);
  });

  it('stops before the next message when the user stops it', async () => {
    const jobs = await claimed('a', 'b', 'c');
    const { stopped } = await sendBatch(jobs, tools(accept, { cancelled: () => sent.length >= 1 }));
    expect(stopped).toBeUndefined();
    expect(sent).toEqual(['a@cliente.example']);
    time += 10;
    expect(await claimed('b', 'c')).toHaveLength(2);
  });
});

describe('the pace', () => {
  it('keeps to so many messages per minute, spread evenly', async () => {
    const times: number[] = [];
    const paced = tools(
      (mail) => {
        times.push(time - START);
        return accept(mail);
      },
      { interval: 6_000 },
    );
    await sendBatch(await claimed('a', 'b', 'c'), paced);
    expect(times).toEqual([0, 6_000, 12_000]);
  });

  it('renews the claims of those who wait, so that a long batch does not lose them', async () => {
    const customers = Array.from({ length: 40 }, (_, n) => `c${n}`);
    const { deliveries } = await sendBatch(await claimed(...customers), tools(accept, { interval: MINUTE }));
    expect(time - START).toBe(39 * MINUTE);
    expect([...deliveries.values()].every(({ outcome }) => outcome === 'sent')).toBe(true);
    expect(deliveries.size).toBe(40);
  });

  it('hands over as many messages at a time as there are connections', async () => {
    let now = 0;
    let most = 0;
    const busy = tools(
      async (mail) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return accept(mail);
      },
      { connections: 3 },
    );
    await sendBatch(await claimed('a', 'b', 'c', 'd', 'e', 'f'), busy);
    expect(most).toBe(3);
    expect(sent).toHaveLength(6);
  });
});

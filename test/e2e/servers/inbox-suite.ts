import type { InboxMail } from '../../../scripts/demo/inbox';
import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import { MailServer, mailServerIsInstalled } from '../../harness/mail-server';
import type { Imported, LibraryBench } from '../library/bench';
import { why } from '../library/reading';
import { systemBySlug } from '../library/systems';
import { debtors, eventually } from '../stand-ins/debtors';
import { mailOf } from './mails';
import { answerTo, complaintOf, reportOf } from './returned';

const BOX = 'cobranza';
const PASSWORD = 'geheim-5';
const TEAM = 'equipo@acme.example';
const LEDGER = 'inbox';
/** Enough of other people’s mail that the mailbox is not read in one go: n8n takes twenty at a time. */
const OTHER_MAILS = 25;

type Who =
  'gone' | 'full' | 'spam' | 'away' | 'stop' | 'promise' | 'dispute' | 'html' | 'late' | 'apple' | 'silent' | 'opened';
const WHO: Who[] = [
  'gone',
  'full',
  'spam',
  'away',
  'stop',
  'promise',
  'dispute',
  'html',
  'late',
  'apple',
  'silent',
  'opened',
];

/** Reminders go out, and what comes back arrives in a real mailbox that the workflow watches. */
export function inboxServerSuite(inBench: () => LibraryBench): void {
  const whereInstalled = mailServerIsInstalled() ? describe : describe.skip;
  whereInstalled('care: bounces and replies, in a real mailbox', () => {
    const system = systemBySlug('stripe');
    const book = debtors('RI', WHO.length * 5);
    let bench: LibraryBench;
    let server: MailServer;
    let workflow: Imported;
    let mails: Record<Who, InboxMail>;
    let before: number;

    beforeAll(async () => {
      bench = inBench();
      server = await MailServer.start({ [BOX]: PASSWORD });
      for (const { type, data } of system.credentials) await bench.credential(type, data);
      await bench.credential('imap', server.account(BOX, PASSWORD));
      const { smtpPort: port } = bench.inbox;
      await bench.credential('smtp', {
        host: '127.0.0.1',
        port,
        secure: false,
        disableStartTls: true,
        user: '',
        password: '',
      });
      bench.world.with(system.standIn(book));
      const core = await bench.core('cores/email', LEDGER);
      const from = bench.inbox.mails.length;
      expect(why(await bench.press(await bench.use('feeders/stripe', { name: 'before the inbox', core })))).toBe('');
      const sent = bench.inbox.mails.slice(from);
      expect(sent).toHaveLength(WHO.length);
      mails = Object.fromEntries(WHO.map((who, at) => [who, sent[at]])) as Record<Who, InboxMail>;
      workflow = await bench.use('care/reply-inbox', {
        settings: { teamEmail: TEAM, pauseDays: '0', ledgerFile: bench.ledgerFile(LEDGER) },
      });
      await bench.publish(workflow);
      before = bench.inbox.mails.length;
    });

    afterAll(async () => {
      if (workflow) await bench.n8n.client.request('POST', `/rest/workflows/${workflow.id}/deactivate`);
      await server?.stop();
    });

    const customerOf = (who: Who) => {
      const one = book.find(({ email }) => email === mails[who].recipients[0]);
      return `cus_${one?.n}`;
    };
    const runs = async () => await bench.n8n.client.executions(workflow.id, 100);
    const ended = async () => (await runs()).every(({ status }) => status === 'success' || status === 'error');
    const told = () =>
      bench.inbox.mails
        .slice(before)
        .filter(({ recipients }) => recipients[0] === TEAM)
        .map(({ parsed }) => `${parsed.subject}\n${parsed.text}`)
        .join('\n');
    const recordOf = async (who: Who) => {
      const now = new Date().toISOString();
      const ledger = await openSqliteLedger(bench.ledgerFile(LEDGER));
      try {
        const { contacts, events } = await ledger.timeline('default', customerOf(who), now);
        const standing = (await ledger.standing('default', [customerOf(who)], now)).get(customerOf(who));
        const holds = (standing?.holds ?? []).filter(({ releasedAt }) => !releasedAt).map(({ id }) => id);
        return { status: contacts[0]?.status, events: events.map(({ type }) => type), holds };
      } finally {
        await ledger.close();
      }
    };

    it('each mail is told for what it is: the record knows it, and the team hears of what a person has to do', async () => {
      const said = (status: string, text: string) => ({ action: 'failed', status, said: text });
      const pdf = { filename: 'comprobante.pdf', content: '%PDF-1.4' };
      const returned: Array<string | Buffer> = [
        reportOf(mails.gone, said('5.1.1', '550 5.1.1 User unknown')),
        reportOf(mails.full, said('5.2.2', '552 5.2.2 Mailbox full')),
        reportOf(mails.late, { action: 'delayed', status: '4.4.1', said: '451 4.4.1 No answer from host' }),
        complaintOf(mails.spam),
        answerTo(mails.away, {
          body: 'Estoy fuera de la oficina hasta el 30.',
          more: 'Auto-Submitted: auto-replied\n',
        }),
        answerTo(mails.stop, { body: 'BAJA. Stop. No me escriban más.' }),
        answerTo(mails.promise, { body: 'Le pago el viernes 27 sin falta.' }),
        // The same mail twice, as happens when a mailbox is filled by two rules.
        answerTo(mails.promise, { body: 'Le pago el viernes 27 sin falta.' }),
        answerTo(mails.dispute, { body: 'No reconozco esta factura: la mercancía llegó <dañada> {{ $json }}.' }),
        await mailOf({
          from: mails.html.recipients[0],
          to: 'cobranza@example.com',
          subject: 'RE: Recordatorio',
          date: new Date('2026-11-23T17:30:00Z'),
          inReplyTo: mails.html.parsed.messageId,
          html: '<p>Ya <b>pagué</b>, adjunto el comprobante.</p>',
          attachments: [pdf],
        }),
        answerTo(mails.apple, { body: '', more: 'X-Apple-Unsubscribe: true\n' }),
        await mailOf({
          from: mails.silent.recipients[0],
          to: 'cobranza@example.com',
          subject: 'Catálogo',
          text: '¿Me envían su catálogo?',
        }),
      ];
      for (let n = 0; n < OTHER_MAILS; n += 1) {
        returned.push(
          await mailOf({ to: 'cobranza@example.com', subject: `Oferta ${n}`, text: 'Tóner a mitad de precio' }),
        );
      }
      server.deliver(BOX, ...returned);
      await eventually(
        async () => (await recordOf('apple')).events.length > 0 && (await ended()) && told().includes('pagué'),
        60_000,
      );

      expect((await runs()).map(({ status }) => status)).toEqual((await runs()).map(() => 'success'));
      const records = Object.fromEntries(
        await Promise.all(WHO.map(async (who) => [who, await recordOf(who)] as const)),
      );
      const answered = { status: 'replied', events: ['replied'], holds: ['answered'] };
      expect(records).toEqual({
        gone: { status: 'bounced', events: ['bounced'], holds: [] },
        full: { status: 'bounced', events: ['soft_bounced'], holds: [] },
        late: { status: 'sent', events: ['deferred'], holds: [] },
        spam: { status: 'delivered', events: ['complained'], holds: [] },
        away: { status: 'delivered', events: ['delivered'], holds: [] },
        // A word like BAJA is a refusal of the channel, and a person answers it all the same.
        stop: { status: 'read', events: ['unsubscribed'], holds: ['answered'] },
        promise: answered,
        dispute: answered,
        html: answered,
        apple: { status: 'read', events: ['unsubscribed'], holds: [] },
        silent: { status: 'sent', events: [], holds: [] },
        opened: { status: 'sent', events: [], holds: [] },
      });

      const words = told();
      for (const who of ['stop', 'promise', 'dispute', 'html'] as const)
        expect(words).toContain(`Customer ${customerOf(who)} answered by e-mail`);
      expect(words).toContain('Ana García');
      expect(words).toContain('wrote on 2026-11-23 18:30');
      expect(words).toContain('BAJA. Stop. No me escriban más.');
      expect(words).toContain('Le pago el viernes 27 sin falta.');
      expect(words).toContain('la mercancía llegó <dañada> {{ $json }}.');
      expect(words).toMatch(/What we sent before[\s\S]*first reminder by email: replied \(in_\d+\)/);
      expect(words).toContain(`Customer ${customerOf('gone')} has an e-mail address that no longer works`);
      expect(words).toContain('Ya pagué, adjunto el comprobante.');
      expect(words).toContain(`Customer ${customerOf('spam')} reported a reminder as spam`);
      expect(words).toContain(`Customer ${customerOf('apple')} does not want reminders by e-mail any more`);
      expect(words.match(/correct the address in your system/g)).toHaveLength(1);
      expect(words).not.toMatch(
        /Tóner|catálogo|fuera de la oficina|le recordamos la factura|Mailbox full|No answer from host/i,
      );
      // People work in this mailbox too.
      expect(server.counts(BOX)).toEqual({ read: 0, unread: returned.length });
    });

    it('an answer that a colleague opened while the mail server was away is not overlooked, and nothing is told twice', async () => {
      const from = bench.inbox.mails.length;
      await server.down();
      server.deliver(BOX, answerTo(mails.opened, { body: 'Lo reviso mañana.' }));
      server.openAll(BOX);
      await server.up();
      await eventually(
        async () => (await recordOf('opened')).holds.length > 0 && (await ended()) && bench.inbox.mails.length > from,
        60_000,
      );
      const [mail, ...others] = bench.inbox.mails.slice(from);
      expect(others).toEqual([]);
      expect(mail?.parsed.subject).toBe(`Customer ${customerOf('opened')} answered by e-mail`);
      expect((await recordOf('stop')).events).toEqual(['unsubscribed']);
    });

    it('two weeks later: whoever answered, complained, opted out or is not there is left alone, and the others get the next reminder', async () => {
      const later = await bench.use('cores/email', {
        name: 'two weeks later',
        settings: { asOf: '2026-12-07', ledgerFile: bench.ledgerFile(LEDGER) },
      });
      await bench.n8n.client.activate(later.id);
      bench.world.with(system.standIn(book));
      const from = bench.inbox.mails.length;
      await bench.press(await bench.use('feeders/stripe', { name: 'after the inbox', core: later }));
      const written = bench.inbox.mails.slice(from).map(({ recipients }) => recipients[0]);
      const names = WHO.filter((who) => written.includes(mails[who].recipients[0]));
      // “Gone” came back for good, and nobody has corrected the address.
      expect(names).toEqual(['full', 'away', 'late', 'silent']);
    });
  });
}

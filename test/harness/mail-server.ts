import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePorts } from '../../scripts/host/ports';
import { folderFor, unprivileged } from './unprivileged';
import type { RunAs } from './unprivileged';

const DOVECOT = '/usr/sbin/dovecot';
const DELIVER = '/usr/lib/dovecot/dovecot-lda';
const DEBIAN_USER = 'nobody';

/** Whether Debian’s package dovecot-imapd is there. */
export const mailServerIsInstalled = (): boolean => existsSync(DOVECOT) && existsSync(DELIVER);

/** A real mail server (Dovecot) with mailboxes of its own, on a free port, with its mails in a temporary folder. */
export class MailServer {
  private constructor(
    private readonly folder: string,
    private readonly user: RunAs,
    readonly port: number,
    private process: ChildProcess,
  ) {}

  /** @param mailboxes names with their passwords */
  static async start(mailboxes: Record<string, string>): Promise<MailServer> {
    const user = unprivileged(DEBIAN_USER);
    const folder = folderFor(user, 'dunning-mail-');
    const [port = 0] = await freePorts(1);
    for (const name of ['run', ...Object.keys(mailboxes).map((one) => join('mail', one))]) {
      mkdirSync(join(folder, name), { recursive: true });
    }
    writeFileSync(
      join(folder, 'users'),
      Object.entries(mailboxes)
        .map((pair) => `${pair.join(':')}\n`)
        .join(''),
    );
    writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, user, port));
    if (user.uid !== undefined) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, folder]);
    const server = new MailServer(folder, user, port, run(folder, user));
    await server.untilItAnswers();
    return server;
  }

  /** What n8n’s IMAP account takes. */
  account(name: string, password: string): Record<string, unknown> {
    return { user: name, password, host: '127.0.0.1', port: this.port, secure: false };
  }

  /** Puts mails into a mailbox through Dovecot’s own delivery agent, one after the other; also while nobody can read them. */
  deliver(mailbox: string, ...mails: Array<string | Buffer>): void {
    const box = this.box(mailbox);
    const args = ['-c', join(this.folder, 'dovecot.conf'), '-o', `mail_location=maildir:${box}`];
    const env = { ...process.env, USER: mailbox, HOME: box };
    for (const input of mails) {
      execFileSync(DELIVER, args, { ...this.user, cwd: this.folder, env, input, stdio: ['pipe', 'ignore', 'pipe'] });
    }
  }

  /** How many mails of a mailbox are marked as read, and how many are not. */
  counts(mailbox: string): { read: number; unread: number } {
    const flags = this.files(mailbox, 'cur').map((name) => name.split(':2,')[1] ?? '');
    const read = flags.filter((one) => one.includes('S')).length;
    return { read, unread: flags.length - read + this.files(mailbox, 'new').length };
  }

  /** Marks all mails as read, as somebody does who opens them in a mail program. */
  openAll(mailbox: string): void {
    for (const folder of ['new', 'cur'] as const) {
      for (const name of this.files(mailbox, folder)) {
        const [base = '', flags = ''] = name.split(':2,');
        if (flags.includes('S')) continue;
        renameSync(join(this.box(mailbox), folder, name), join(this.box(mailbox), 'cur', `${base}:2,${flags}S`));
      }
    }
  }

  /** Ends it, as an update of the system does; every connection is gone. */
  async down(): Promise<void> {
    const exited = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await exited;
  }

  /** Starts it again at the same place. */
  async up(): Promise<void> {
    this.process = run(this.folder, this.user);
    await this.untilItAnswers();
  }

  /** Restarts it, with mails that came while it was down. */
  async restart(mailbox: string, ...mails: Array<string | Buffer>): Promise<void> {
    await this.down();
    this.deliver(mailbox, ...mails);
    await this.up();
  }

  async stop(): Promise<void> {
    await this.down();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private box(mailbox: string): string {
    return join(this.folder, 'mail', mailbox);
  }

  private files(mailbox: string, folder: 'new' | 'cur'): string[] {
    const path = join(this.box(mailbox), folder);
    return existsSync(path) ? readdirSync(path) : [];
  }

  private async untilItAnswers(): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      if (await greets(this.port)) return;
      await pause(50);
    }
    throw new Error('Dovecot did not answer within 30 s');
  }
}

function run(folder: string, user: RunAs): ChildProcess {
  return spawn(DOVECOT, ['-F', '-c', join(folder, 'dovecot.conf')], { ...user, cwd: folder, stdio: 'ignore' });
}

async function greets(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', (chunk: Buffer) => {
      socket.destroy();
      resolve(chunk.toString('latin1').startsWith('* OK'));
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

/** Everything in one folder and under one user, as Dovecot’s manual says for an installation without root. */
function configuration(folder: string, { uid, gid }: RunAs, port: number): string {
  const own = userInfo();
  const name = uid === undefined ? own.username : DEBIAN_USER;
  const group = execFileSync('id', ['-gn', name], { encoding: 'utf8' }).trim();
  return `protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
default_internal_user = ${name}
default_internal_group = ${group}
default_login_user = ${name}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${folder}/users
}
userdb {
  driver = static
  args = uid=${uid ?? own.uid} gid=${gid ?? own.gid} home=${folder}/mail/%u
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';

/** How the connection is secured: not at all, by STARTTLS (port 587), or from the first byte (port 465). */
export type SmtpSecurity = 'none' | 'starttls' | 'tls';

/** The mail server, as the credential holds it. */
export interface SmtpSettings {
  host: string;
  port: number;
  security: SmtpSecurity;
  user?: string;
  password?: string;
  /** Take a certificate that nobody vouches for. */
  allowSelfSigned: boolean;
  /** The name we greet the server with; the machine's own unless given. */
  clientHostName?: string;
}

const SECURITIES: readonly SmtpSecurity[] = ['none', 'starttls', 'tls'];

function text(value: unknown): string | undefined {
  const line = typeof value === 'string' ? value.trim() : '';
  return line === '' ? undefined : line;
}

/**
 * Reads the settings of a credential.
 * @throws InputError when the host, the port or the kind of security is missing or cannot be right
 */
export function smtpSettings(data: ICredentialDataDecryptedObject): SmtpSettings {
  const host = text(data.host);
  if (!host || !/^[A-Za-z0-9._:-]+$/.test(host)) {
    throw new InputError({
      field: 'Host',
      found: data.host,
      problem: 'is not the name of a mail server',
      advice: 'Open the credential and enter the server’s name alone, for example smtp.example.com.',
    });
  }
  const port = Number(data.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new InputError({
      field: 'Port',
      found: data.port,
      problem: 'is not a port',
      advice: 'Open the credential and enter 587 (STARTTLS), 465 (TLS) or what your provider names.',
    });
  }
  const security = SECURITIES.find((known) => known === data.security);
  if (!security) {
    throw new InputError({
      field: 'Security',
      found: data.security,
      problem: 'is not one of the choices',
      advice: 'Open the credential and choose how the connection is secured.',
    });
  }
  const clientHostName = text(data.clientHostName);
  if (clientHostName && !/^[A-Za-z0-9.-]+$|^\[[0-9A-Fa-f.:]+\]$/.test(clientHostName)) {
    throw new InputError({
      field: 'Client Host Name',
      found: data.clientHostName,
      problem: 'is not the name of a computer',
      advice: 'Open the credential and enter a name such as n8n.example.com, or leave it empty.',
    });
  }
  const user = text(data.user);
  const password = typeof data.password === 'string' && data.password !== '' ? data.password : undefined;
  if (user && !password) {
    throw new InputError({
      field: 'Password',
      found: '',
      problem: 'is missing, although a user is given',
      advice: 'Open the credential and enter the password, or empty the user if the server asks for none.',
    });
  }
  return {
    host,
    port,
    security,
    allowSelfSigned: data.allowSelfSigned === true,
    ...(user && password ? { user, password } : {}),
    ...(clientHostName ? { clientHostName } : {}),
  };
}

import { X509Certificate } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import type { PostgresOptions } from '../../stores/postgres/database';
import { filled } from './parameters';

const MOST_CONNECTIONS = 100;

function whole(value: unknown, most: number): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= most ? number : undefined;
}

function required(value: unknown, field: string): string {
  const text = filled(value);
  if (text) return text;
  throw new InputError({ field, found: value, problem: 'is missing', advice: 'Open the credential and fill it in.' });
}

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----/gs;

/** PEM blocks in their proper form: a field of one line swallows line breaks or makes them `\\n` or blanks. */
function pem(value: unknown): string | undefined {
  const blocks = [...(filled(value)?.matchAll(PEM_BLOCK) ?? [])].map(([, kind = '', body = '']) => {
    const lines = body.replace(/\\n|\s/g, '').match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ''].join('\n');
  });
  return blocks.length > 0 ? blocks.join('') : filled(value);
}

function isCertificate(text: string): boolean {
  try {
    new X509Certificate(text);
    return true;
  } catch {
    return false;
  }
}

function certificate(value: unknown, field: string): string | undefined {
  const text = pem(value);
  if (text === undefined || isCertificate(text)) return text;
  throw new InputError({
    field,
    found: text.slice(0, 40),
    problem: 'is not a certificate in PEM form',
    advice: 'Paste the whole text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
  });
}

function encryption(data: ICredentialDataDecryptedObject): PostgresOptions['ssl'] {
  if (data.tls === 'off') return false;
  const ca = certificate(data.ca, 'CA Certificate');
  const cert = certificate(data.clientPem, 'Client Certificate');
  const key = pem(data.privateKey);
  if ((cert === undefined) !== (key === undefined)) {
    throw new InputError({
      field: cert === undefined ? 'Client Certificate' : 'Private Key of the Client',
      found: undefined,
      problem: 'is missing: a client certificate and its key belong together',
      advice: 'Open the credential and fill in both, or neither.',
    });
  }
  return {
    rejectUnauthorized: data.ignoreTlsIssues !== true,
    ...(ca ? { ca } : {}),
    ...(cert && key ? { cert, key } : {}),
  };
}

/**
 * Where the record is, as the credential says.
 * @throws InputError when a field is missing or cannot be right
 */
export function postgresSettings(data: ICredentialDataDecryptedObject): PostgresOptions {
  const port = whole(data.port ?? 5432, 65_535);
  if (port === undefined) {
    throw new InputError({
      field: 'Port',
      found: data.port,
      problem: 'is not a port',
      advice: 'Open the credential and enter 5432, or what your provider names.',
    });
  }
  const maxConnections = whole(data.maxConnections ?? 4, MOST_CONNECTIONS);
  if (maxConnections === undefined) {
    throw new InputError({
      field: 'Most Connections',
      found: data.maxConnections,
      problem: `is not a number from 1 to ${MOST_CONNECTIONS}`,
      advice: 'Open the credential and enter 4 unless you know better.',
    });
  }
  const password = typeof data.password === 'string' && data.password !== '' ? data.password : undefined;
  return {
    host: required(data.host, 'Host'),
    port,
    database: required(data.database, 'Database'),
    user: required(data.user, 'User'),
    ...(password === undefined ? {} : { password }),
    schema: filled(data.schema) ?? 'dunning',
    ssl: encryption(data),
    maxConnections,
  };
}

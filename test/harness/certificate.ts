import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** One element of DER: a tag, the length, the content. */
function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const text = (value: string) => der(0x0c, Buffer.from(value));
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const name = (commonName: string) => sequence(der(0x31, sequence(oid('550403'), text(commonName))));
/** UTCTime, `YYMMDDHHMMSSZ`. */
const time = (millis: number) =>
  der(0x17, Buffer.from(`${new Date(millis).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const SHA256_WITH_RSA = sequence(oid('2a864886f70d01010b'), der(0x05));
const DAY_MS = 86_400_000;

/** A certificate of a test's own, with its key. */
export interface TestCertificate {
  pem: string;
  privateKey: string;
}

/**
 * Makes a self-signed X.509 certificate (RFC 5280) for these hosts, valid from a day before `now` for ten days. Made anew in every
 * run, so that no private key lies in the repository.
 * @param now milliseconds since 1970 UTC
 */
export function selfSigned(hosts: readonly string[], now: number): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const names = sequence(...hosts.map((host) => der(0x82, Buffer.from(host))));
  const extensions = der(
    0xa3,
    sequence(
      sequence(oid('551d11'), der(0x04, names)),
      sequence(oid('551d13'), der(0x01, Buffer.from([0xff])), der(0x04, sequence(der(0x01, Buffer.from([0xff]))))),
    ),
  );
  const subject = name(hosts[0] ?? 'test');
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    SHA256_WITH_RSA,
    subject,
    sequence(time(now - DAY_MS), time(now + 9 * DAY_MS)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, privateKey));
  const lines =
    sequence(signed, SHA256_WITH_RSA, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return {
    pem: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

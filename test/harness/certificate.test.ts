import { X509Certificate } from 'node:crypto';

import { selfSigned } from './certificate';

it('makes a certificate that its own key signed, for its hosts and for now', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  const { pem, privateKey } = selfSigned(['sns.us-east-1.amazonaws.com', 'api.example.com'], now);
  const certificate = new X509Certificate(pem);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkHost('api.example.com')).toBe('api.example.com');
  expect(certificate.checkHost('other.example.com')).toBeUndefined();
  expect(Date.parse(certificate.validFrom)).toBe(now - 86_400_000);
  expect(privateKey).toContain('PRIVATE KEY');
});

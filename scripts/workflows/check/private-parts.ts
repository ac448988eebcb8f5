import type { WorkflowJson } from '../../host/n8n-types';

/** What must not be in a file that everybody imports; the words are for a sentence that begins with “It contains”. */
const PRIVATE: Array<[string, RegExp]> = [
  [
    'an e-mail address outside of example.com',
    /[\w.+-]+@(?!(?:[\w-]+\.)*example(?:\.com|\.org|\.net)?\b)[\w-]+\.[\w.]+/i,
  ],
  ['what looks like a key of Stripe', /\b[rsp]k_(?:live|test)_\w+/],
  ['what looks like a key of AWS', /\bAKIA[0-9A-Z]{16}\b/],
  ['what looks like a token of Slack', /\bxox[abprs]-/],
  ['what looks like a key of SendGrid', /\bSG\.[\w-]{16,}/],
  ['what looks like an account of Twilio', /\b(?:AC|SK)[0-9a-f]{32}\b/],
  ['what looks like a signed token', /\beyJ[\w-]{10,}\.[\w-]{10,}/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a password in an address', /\/\/[^/\s:'"{}]+:[^/\s@'"{}]+@/],
  ['a bearer token', /\bBearer [A-Za-z0-9._-]{8,}/],
  ['a path of the machine it was made on', /(?:^|["'= ])\/(?:root|work|tmp|Users)\//],
  ['what looks like a phone number', /\+\d[\d ()-]{8,}\d/],
];

/** What is private in a workflow: secrets, addresses of people, paths of a machine. */
export function privateParts(workflow: WorkflowJson): string[] {
  // Ids are made up by the builders and look like anything.
  const nodes = workflow.nodes.map((node) => ({ ...node, id: undefined, webhookId: undefined }));
  const text = JSON.stringify({ ...workflow, nodes });
  return PRIVATE.flatMap(([what, pattern]) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? [] : [`${what} (“${found.slice(0, 40)}”)`];
  });
}

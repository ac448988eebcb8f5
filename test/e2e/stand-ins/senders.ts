import { simpleParser } from 'mailparser';

import { bodyCheck, formCheck } from './specs';
import { demand, formOf, jsonOf } from './stand-in';
import type { Asked, StandIn } from './stand-in';

/** One message that a provider took. */
export interface Taken {
  to: string;
  text: string;
}

/** A provider of messages, what it took so far, and what a user enters to connect it. */
export interface SendingStandIn extends StandIn {
  taken: Taken[];
}

type Json = Record<string, unknown>;
const object = (value: unknown, what: string): Json => {
  demand(typeof value === 'object' && value !== null && !Array.isArray(value), `${what} is no object`);
  return value as Json;
};
const list = (value: unknown, what: string): unknown[] => {
  demand(Array.isArray(value), `${what} is no list`);
  return value as unknown[];
};
const E164 = /^\+[1-9]\d{7,14}$/;

export const GMAIL_TOKEN = 'gmail-token';

/** Gmail API v1: users.messages.send with a base64url message, and users.getProfile. */
export function gmail(): SendingStandIn {
  const taken: Taken[] = [];
  return {
    hosts: ['www.googleapis.com', 'gmail.googleapis.com'],
    taken,
    async answer(asked: Asked) {
      demand(asked.headers.authorization === `Bearer ${GMAIL_TOKEN}`, 'Invalid Credentials', 401);
      if (asked.url.pathname === '/gmail/v1/users/me/profile')
        return { body: { emailAddress: 'cobranza@acme.example' } };
      demand(asked.method === 'POST' && asked.url.pathname === '/gmail/v1/users/me/messages/send', 'Not Found', 404);
      const { raw } = jsonOf(asked);
      demand(typeof raw === 'string' && /^[\w-]+$/.test(raw), 'raw is not base64url');
      const mail = await simpleParser(Buffer.from(raw, 'base64url'));
      const to = [mail.to].flat().flatMap((one) => one?.value ?? []);
      demand(to.length === 1 && to[0]?.address, 'Recipient address required');
      demand(mail.subject, 'has no subject');
      taken.push({ to: to[0].address, text: `${mail.subject} ${mail.text ?? ''} ${mail.html || ''}` });
      const id = `18f${String(taken.length).padStart(13, '0')}`;
      return { body: { id, threadId: id, labelIds: ['SENT'] } };
    },
  };
}

export const OUTLOOK_TOKEN = 'outlook-token';

/** Microsoft Graph v1.0, user: sendMail: 202 and no body. */
export function outlook(): SendingStandIn {
  const taken: Taken[] = [];
  return {
    hosts: ['graph.microsoft.com'],
    taken,
    answer(asked: Asked) {
      demand(asked.headers.authorization === `Bearer ${OUTLOOK_TOKEN}`, 'InvalidAuthenticationToken', 401);
      demand(asked.method === 'POST' && asked.url.pathname === '/v1.0/me/sendMail', 'ResourceNotFound', 404);
      const { message, saveToSentItems, ...others } = jsonOf(asked);
      demand(Object.keys(others).length === 0, 'UnableToDeserializePostBody');
      demand(saveToSentItems === undefined || typeof saveToSentItems === 'boolean', 'saveToSentItems is no boolean');
      const { subject, body, toRecipients } = object(message, 'message');
      const { contentType, content } = object(body, 'body');
      demand(typeof subject === 'string' && /^(html|text)$/i.test(String(contentType)), 'ErrorInvalidRequest');
      const [first, ...rest] = list(toRecipients, 'toRecipients');
      const { address } = object(object(first, 'recipient').emailAddress, 'emailAddress');
      demand(rest.length === 0 && typeof address === 'string' && address.includes('@'), 'ErrorInvalidRecipients');
      taken.push({ to: address, text: `${subject} ${String(content)}` });
      return { status: 202, body: '' };
    },
  };
}

export const SES = { region: 'us-east-1', accessKeyId: 'AKIDSTANDIN', secretAccessKey: 'secret' };
/** Beyond this a request line is refused by AWS's front ends; the exact figure is not published. */
const LONGEST_ADDRESS = 16_384;

/** Amazon SES, Query API 2010-12-01: SendEmail. */
export function amazonSes(): SendingStandIn {
  const taken: Taken[] = [];
  return {
    hosts: ['email.us-east-1.amazonaws.com'],
    taken,
    answer({ url, headers, body }: Asked) {
      demand(
        new RegExp(`^AWS4-HMAC-SHA256 Credential=${SES.accessKeyId}/\\d{8}/us-east-1/(ses|email)/aws4_request`).test(
          headers.authorization ?? '',
        ),
        'SignatureDoesNotMatch',
        403,
      );
      demand(url.href.length < LONGEST_ADDRESS, 'Request-URI Too Long', 414);
      const query = new URLSearchParams([...url.searchParams, ...new URLSearchParams(/^[A-Z]/.test(body) ? body : '')]);
      demand(query.get('Action') === 'SendEmail', 'InvalidAction');
      for (const name of query.keys()) {
        demand(
          /^(Action|Version|Source|ReturnPath|ConfigurationSetName|Message\.(Subject|Body\.(Text|Html))\.(Data|Charset)|Destination\.(To|Cc|Bcc)Addresses\.member\.\d+|ReplyToAddresses\.member\.\d+)$/.test(
            name,
          ),
          `has no parameter ${name}`,
        );
      }
      const to = query.get('Destination.ToAddresses.member.1');
      const text = query.get('Message.Body.Text.Data') ?? query.get('Message.Body.Html.Data');
      demand(to && text && query.get('Source') && query.get('Message.Subject.Data'), 'MissingParameter');
      taken.push({ to, text: `${query.get('Message.Subject.Data')} ${text}` });
      return {
        headers: { 'content-type': 'text/xml' },
        body: `<SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendEmailResult><MessageId>0100018f-${taken.length}</MessageId></SendEmailResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></SendEmailResponse>`,
      };
    },
  };
}

export const SENDGRID_KEY = 'SG.stand-in';

/** SendGrid v3, POST /mail/send: 202 with the header X-Message-Id. */
export function sendGrid(): SendingStandIn {
  const check = bodyCheck('sg.json', '/mail/send');
  const taken: Taken[] = [];
  return {
    hosts: ['api.sendgrid.com'],
    taken,
    answer(asked: Asked) {
      demand(
        asked.headers.authorization === `Bearer ${SENDGRID_KEY}`,
        'The provided authorization grant is invalid',
        401,
      );
      demand(asked.method === 'POST' && asked.url.pathname === '/v3/mail/send', 'not found', 404);
      const body = jsonOf(asked);
      const [personalization, ...others] = list(body.personalizations, 'personalizations');
      const [to] = list(object(personalization, 'personalization').to, 'to');
      const { email } = object(to, 'recipient');
      const { subject } = personalization as Json;
      // The file requires a subject of the whole; the documentation takes one in each personalization for it.
      check?.({ subject, ...body });
      demand(others.length === 0 && typeof email === 'string', 'The to array is required');
      demand(typeof subject === 'string' || typeof body.subject === 'string', 'The subject is required');
      demand(object(body.from, 'from').email, 'The from object must be provided');
      const [content] = list(body.content, 'content');
      const { type, value } = object(content, 'content');
      demand(
        type === 'text/html' && typeof value === 'string' && value !== '',
        'The content value must be a string at least one character in length',
      );
      taken.push({ to: email, text: `${String(subject)} ${value}` });
      return { status: 202, headers: { 'x-message-id': `sg-${taken.length}` }, body: '' };
    },
  };
}

export const TWILIO = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'twilio-token' };
export const TWILIO_FROM = '+15005550006';

/** Twilio 2010-04-01, POST Messages.json: a form; 201 with the message. */
export function twilio(): SendingStandIn {
  const check = formCheck('twilio.json', '/2010-04-01/Accounts/{AccountSid}/Messages.json');
  const taken: Taken[] = [];
  return {
    hosts: ['api.twilio.com'],
    taken,
    answer(asked: Asked) {
      const basic = Buffer.from(`${TWILIO.accountSid}:${TWILIO.authToken}`).toString('base64');
      demand(asked.headers.authorization === `Basic ${basic}`, 'Authenticate', 401);
      const path = `/2010-04-01/Accounts/${TWILIO.accountSid}/Messages.json`;
      demand(asked.method === 'POST' && asked.url.pathname === path, 'The requested resource was not found', 404);
      const form = formOf(asked);
      check?.(form);
      const [to, from, text] = ['To', 'From', 'Body'].map((name) => form.get(name));
      demand(to && E164.test(to), `The 'To' number ${to} is not a valid phone number.`);
      demand(from === TWILIO_FROM, `The 'From' number ${from} is not a phone number of this account`);
      demand(text && text.length <= 1600, 'The message body is missing or longer than 1600 characters');
      taken.push({ to, text });
      const sid = `SM${taken.length.toString(16).padStart(32, '0')}`;
      return {
        status: 201,
        body: {
          sid,
          account_sid: TWILIO.accountSid,
          to,
          from,
          body: text,
          status: 'queued',
          num_segments: '1',
          direction: 'outbound-api',
          error_code: null,
          error_message: null,
          price: null,
          uri: `${path}/${sid}`,
        },
      };
    },
  };
}

export const WHATSAPP = { accessToken: 'whatsapp-token', businessAccountId: '102290129340398' };
export const WHATSAPP_NUMBER = '106540352242922';

/** How many blanks the approved templates of reminders have. */
const BLANKS: Readonly<Record<string, number>> = {
  before_due: 5,
  due_today: 5,
  first_reminder: 5,
  second_reminder: 6,
  formal_notice: 6,
  final_notice: 6,
};

/**
 * WhatsApp Cloud API, POST /{version}/{phone-number-id}/messages: template messages, as Meta's examples have them.
 * @param options `ofN8n`: messages of n8n's own node, which carry no key, have numbered blanks, and may be free text
 */
export function whatsapp({ ofN8n = false } = {}): SendingStandIn {
  const taken: Taken[] = [];
  return {
    hosts: ['graph.facebook.com'],
    taken,
    answer(asked: Asked) {
      demand(asked.headers.authorization === `Bearer ${WHATSAPP.accessToken}`, 'Invalid OAuth access token', 401);
      demand(
        asked.method === 'POST' && new RegExp(`^/v\\d+\\.0/${WHATSAPP_NUMBER}/messages$`).test(asked.url.pathname),
        'Unsupported post request',
        404,
      );
      const body = jsonOf(asked);
      demand(body.messaging_product === 'whatsapp', '(#100) Invalid parameter');
      demand(typeof body.to === 'string' && /^\+?[1-9]\d{7,14}$/.test(body.to), '(#100) to is not a phone number');
      const took = (to: string, text: string) => {
        taken.push({ to: to.replace(/^\+?/, '+'), text });
        return {
          body: {
            messaging_product: 'whatsapp',
            contacts: [{ input: to, wa_id: to.replace(/^\+/, '') }],
            messages: [{ id: `wamid.${taken.length}`, message_status: 'accepted' }],
          },
        };
      };
      if (ofN8n && body.type === 'text') {
        const { body: text } = object(body.text, 'text');
        demand(typeof text === 'string' && text !== '' && text.length <= 4096, '(#100) text.body');
        return took(body.to, text);
      }
      demand(body.type === 'template', '(#100) Invalid parameter');
      const template = object(body.template, 'template');
      demand(typeof template.name === 'string' && /^[a-z0-9_]+$/.test(template.name), '(#100) template.name');
      demand(
        /^[a-z]{2}(_[A-Z]{2})?$/.test(String(object(template.language, 'language').code)),
        '(#132001) no such language',
      );
      demand(ofN8n || /^[0-9a-f]{40}$/.test(String(body.biz_opaque_callback_data)), 'carries no key of the contact');
      demand(list(template.components, 'components').length <= 3, '(#132000) number of components');
      const words = list(template.components, 'components').flatMap((one) => {
        const { type, parameters } = object(one, 'component');
        demand(['header', 'body', 'button'].includes(String(type).toLowerCase()), '(#100) component type');
        return list(parameters, 'parameters').map((parameter) => {
          const { type: kind, text, parameter_name: name, ...others } = object(parameter, 'parameter');
          demand(kind === 'text' && typeof text === 'string' && text !== '', '(#131008) parameter text is missing');
          demand(!/[\n\t]| {5,}/.test(text), '(#132012) parameter format');
          demand(ofN8n ? name === undefined : /^[a-z0-9_]+$/.test(String(name)), '(#100) parameter_name');
          demand(Object.keys(others).length === 0, '(#100) unknown key in parameter');
          return text;
        });
      });
      demand(
        words.length === (BLANKS[template.name] ?? words.length),
        '(#132000) Number of parameters does not match the expected number of params',
      );
      return took(body.to, [template.name, ...words].join(' '));
    },
  };
}

export const SLACK_TOKEN = 'xoxb-stand-in';

/** Slack Web API: chat.postMessage. */
export function slack(): SendingStandIn {
  const taken: Taken[] = [];
  return {
    hosts: ['slack.com'],
    taken,
    answer(asked: Asked) {
      if (asked.headers.authorization !== `Bearer ${SLACK_TOKEN}`)
        return { body: { ok: false, error: 'invalid_auth' } };
      demand(asked.method === 'POST' && asked.url.pathname === '/api/chat.postMessage', 'unknown_method', 404);
      const { channel, text } = jsonOf(asked);
      demand(typeof channel === 'string' && channel !== '', 'channel_not_found');
      demand(typeof text === 'string' && text !== '' && text.length <= 40_000, 'no_text');
      taken.push({ to: channel, text });
      const ts = `1732.${String(taken.length).padStart(6, '0')}`;
      return { body: { ok: true, channel: 'C0123', ts, message: { type: 'message', text, ts } } };
    },
  };
}

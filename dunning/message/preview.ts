import Handlebars from 'handlebars';

import type { Channel } from '../common';
import { InputError } from '../errors';
import { createRenderer } from './render';
import type { RenderRequest } from './render';
import { sampleFor } from './sample';
import type { RenderSettings } from './settings';
import type { Message } from './message';
import { findTexts } from './texts';
import { STAGES } from './texts/types';

/** What to show. */
export interface PreviewOptions {
  /** BCP 47; default: the settings' locale, else es-MX. */
  locale?: string;
  stages?: readonly string[];
  channels?: readonly Channel[];
  /** Invoices of the sample customer. Default 1. */
  invoices?: number;
}

const CHANNELS: readonly Channel[] = ['email', 'whatsapp', 'sms', 'call', 'letter'];
const MOST_INVOICES = 50;

const PAGE = `<!doctype html>
<html lang="{{locale}}"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" />
<title>{{title}}</title>
<style>
body{margin:0;font:15px/1.5 system-ui,sans-serif;color:#1f2933;background:#f6f7f9}
main{max-width:1100px;margin:0 auto;padding:24px}
h2{margin:40px 0 12px;font-size:20px}
article{background:#fff;border:1px solid #d9e0e7;border-radius:8px;padding:16px;margin:0 0 16px}
h3{margin:0 0 8px;font-size:14px;color:#52606d}
pre{white-space:pre-wrap;font:inherit;margin:0}
iframe{width:100%;height:760px;border:1px solid #d9e0e7;border-radius:6px;margin-top:10px}
.warning{color:#8a4b00}.error{color:#a1221c}
</style></head><body><main><h1>{{title}}</h1>
{{#each stages}}<section><h2>{{name}}</h2>
{{#each messages}}<article><h3>{{channel}}{{#if note}} · {{note}}{{/if}}</h3>
{{#if subject}}<p><strong>{{subject}}</strong>{{#if preheader}}<br />{{preheader}}{{/if}}</p>{{/if}}
{{#if error}}<p class="error">{{error}}</p>{{/if}}
{{#if text}}<pre>{{text}}</pre>{{/if}}
{{#each warnings}}<p class="warning">{{code}}: {{text}}</p>{{/each}}
{{#if html}}<iframe title="{{../name}}" sandbox="" srcdoc="{{html}}"></iframe>{{/if}}
</article>{{/each}}</section>{{/each}}
</main></body></html>
`;

interface Shown {
  channel: string;
  note?: string;
  subject?: string;
  preheader?: string;
  text?: string;
  html?: string;
  error?: string;
  warnings?: Array<{ code: string; text: string }>;
}

/**
 * Every stage and channel for a sample customer as one HTML page. The sender is the user's; what their settings lack (a way to
 * pay in the sample's country) comes from the sample. A message that cannot be written shows its error in its place.
 */
export function preview(settings: RenderSettings, options: PreviewOptions = {}): string {
  const { texts } = findTexts(options.locale ?? settings.locale ?? 'es-MX');
  const sample = sampleFor(texts.locale);
  const invoices = Math.min(Math.max(options.invoices ?? 1, 1), MOST_INVOICES);
  const payment = {
    ...settings.payment,
    accounts: settings.payment?.accounts?.length ? settings.payment.accounts : sample.settings.payment?.accounts,
    link: settings.payment?.link ?? sample.settings.payment?.link,
  };
  const renderer = createRenderer({ ...settings, payment });
  const show = (stage: string, channel: Channel, form: RenderRequest['form']): Shown => {
    const note = form === 'free_form' ? 'free form' : undefined;
    try {
      const debt = sample.debt(stage, invoices);
      const request = { debt, stage: sample.stage(stage, debt), channel, asOf: sample.asOf, locale: texts.locale };
      return shown(renderer.render({ ...request, form, extras: sample.extras(stage) }), note);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { channel, note, error: error.message };
    }
  };
  const stages = (options.stages ?? STAGES).map((name) => ({
    name,
    messages: (options.channels ?? CHANNELS).flatMap((channel) =>
      channel === 'whatsapp'
        ? [show(name, channel, 'template'), show(name, channel, 'free_form')]
        : [show(name, channel, undefined)],
    ),
  }));
  const title = `${settings.brand.name}, ${texts.locale}`;
  return PREVIEW_TEMPLATE({ locale: texts.locale, title, stages });
}

const PREVIEW_TEMPLATE = Handlebars.create().compile<object>(PAGE, {
  knownHelpersOnly: true,
  preventIndent: true,
});

function shown(message: Message, note: string | undefined): Shown {
  const { channel, text, warnings } = message;
  if (message.channel === 'email') {
    const { subject, preheader, html } = message;
    return { channel, note, subject, preheader, text, html, warnings };
  }
  if (message.channel === 'sms') {
    return { channel, note: `${message.segments} × ${message.encoding}`, text, warnings };
  }
  if (message.channel === 'letter') return { channel, note, subject: message.subject, text, warnings };
  return { channel, note, text, warnings };
}

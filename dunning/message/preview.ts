import Handlebars from 'handlebars';

import type { Channel, Words } from '../common';
import { InputError } from '../errors';
import { PREVIEW_PAGE } from './preview-page';
import { messageHeading, stageName, whatsappNote, wordsLanguage } from './preview-words';
import { createRenderer } from './render';
import type { RenderRequest } from './render';
import { sampleFor } from './sample';
import type { RenderSettings } from './settings';
import type { EmailMessage, Message } from './message';
import { findTexts, stageTexts } from './texts';
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

interface Shown {
  channel: Channel;
  heading: string;
  subject?: string;
  preheader?: string;
  text?: string;
  html?: string;
  /** The text on WhatsApp's button. */
  button?: string;
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
  const language = wordsLanguage(texts.locale);
  const show = (stage: string, channel: Channel, form?: RenderRequest['form']): Shown => {
    try {
      const debt = sample.debt(stage, invoices);
      const request = { debt, stage: sample.stage(stage, debt), channel, asOf: sample.asOf, locale: texts.locale };
      const message = renderer.render({ ...request, form, extras: sample.extras(stage) });
      const button = form === 'template' ? stageTexts(texts, stage).whatsapp.button : undefined;
      return { ...shown(message, language), ...(button ? { button } : {}) };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { channel, heading: messageHeading(channel, undefined, language), error: error.message };
    }
  };
  const stages = (options.stages ?? STAGES).map((key) => ({
    key,
    name: stageName(key, language),
    messages: (options.channels ?? CHANNELS).flatMap((channel) =>
      channel === 'whatsapp' ? [show(key, channel, 'template'), show(key, channel, 'free_form')] : [show(key, channel)],
    ),
  }));
  const title = `${settings.brand.name}, ${texts.locale}`;
  return PREVIEW_TEMPLATE({ locale: texts.locale, title, stages });
}

const PREVIEW_TEMPLATE = Handlebars.create().compile<object>(PREVIEW_PAGE, {
  knownHelpersOnly: true,
  preventIndent: true,
});

function shown(message: Message, language: keyof Words): Shown {
  const { channel, text, warnings } = message;
  const heading = messageHeading(channel, noteOf(message, language), language);
  const { subject, preheader, html } = message as Partial<EmailMessage>;
  return { channel, heading, subject, preheader, text, html, warnings };
}

function noteOf(message: Message, language: keyof Words): string | undefined {
  if (message.channel === 'sms') return `${message.segments} × SMS`;
  return message.channel === 'whatsapp' ? whatsappNote(message.form ?? 'template', language) : undefined;
}

import type { Channel } from '../common';
import { InputError } from '../errors';
import { createRenderer } from './render';
import { sampleFor } from './sample';
import type { RenderSettings } from './settings';
import { TEXT_LOCALES } from './texts';
import { STAGES } from './texts/types';

/** One thing wrong with a set of templates. */
export interface TemplateProblem {
  /** The key in the user's set: `blocks/signature/es-MX`, `templates/first_reminder/email/es-MX/subject`. */
  key: string;
  text: string;
}

const BLOCKS = ['greeting', 'opening', 'closing', 'signature', 'legal', 'facts', 'pay', 'logo'];
const PARTS: Readonly<Record<string, readonly string[]>> = {
  email: ['subject', 'preheader', 'opening', 'closing', 'html', 'text'],
  whatsapp: ['free_form'],
  sms: [''],
  call: ['', 'reason'],
  letter: ['subject', 'body'],
};

/**
 * Checks a set of templates against the sample customer of each language, and lists everything wrong at once: keys that name
 * nothing, templates that are broken or not allowed, variables that do not exist.
 * @param values sample values for the user's own variables, `extras.name`
 */
export function validateTemplates(settings: RenderSettings, values: Record<string, unknown> = {}): TemplateProblem[] {
  const { blocks = {}, templates = {} } = settings.templates ?? {};
  const problems: TemplateProblem[] = [];
  for (const key of Object.keys(blocks)) {
    const [name = '', ...scope] = key.split('/');
    const problem = BLOCKS.includes(name)
      ? scopeProblem(scope)
      : `There is no block “${name}”; blocks are ${BLOCKS.join(', ')}.`;
    if (problem) problems.push({ key: `blocks/${key}`, text: problem });
    else problems.push(...tryOut(settings, { blocks: pick(blocks, key) }, `blocks/${key}`, scopeOf(scope), values));
  }
  for (const key of Object.keys(templates)) {
    const [stage = '', channel = '', locale = '', part = ''] = key.split('/');
    const problem = keyProblem(settings, stage, channel, locale, part);
    const only = { stages: [stage], channels: [channel as Channel], locales: [locale] };
    if (problem) problems.push({ key: `templates/${key}`, text: problem });
    else problems.push(...tryOut(settings, { templates: pick(templates, key) }, `templates/${key}`, only, values));
  }
  return problems;
}

interface Scope {
  stages: readonly string[];
  channels: readonly Channel[];
  locales: readonly string[];
}

function pick(all: Record<string, string>, key: string): Record<string, string> {
  return { [key]: all[key] ?? '' };
}

function scopeProblem(scope: string[]): string | undefined {
  const wrong = scope.find((part) => !(part in PARTS) && !TEXT_LOCALES.includes(part));
  if (wrong === undefined) return undefined;
  return `“${wrong}” is neither a channel (${Object.keys(PARTS).join(', ')}) nor a language (${TEXT_LOCALES.join(', ')}).`;
}

function scopeOf(scope: string[]): Scope {
  const channels = scope.filter((part) => part in PARTS) as Channel[];
  const locales = scope.filter((part) => TEXT_LOCALES.includes(part));
  return {
    stages: ['first_reminder', 'payment_received'],
    channels: channels.length > 0 ? channels : ['email', 'letter'],
    locales: locales.length > 0 ? locales : TEXT_LOCALES,
  };
}

function keyProblem(
  settings: RenderSettings,
  stage: string,
  channel: string,
  locale: string,
  part: string,
): string | undefined {
  const stages = [...STAGES, ...Object.keys(settings.stages ?? {})];
  if (!stages.includes(stage)) return `There is no stage “${stage}”; stages are ${stages.join(', ')}.`;
  const parts = Object.hasOwn(PARTS, channel) ? PARTS[channel] : undefined;
  if (!parts) return `There is no channel “${channel}”; channels are ${Object.keys(PARTS).join(', ')}.`;
  if (!TEXT_LOCALES.includes(locale))
    return `There is no language “${locale}”; languages are ${TEXT_LOCALES.join(', ')}.`;
  if (parts.includes(part)) return undefined;
  const names = parts.map((name) => (name === '' ? `${stage}/${channel}/${locale}` : name)).join(', ');
  return `A ${channel} template has no part “${part}”; parts are ${names}.`;
}

/** Renders what the template takes part in; each different error once. */
function tryOut(
  settings: RenderSettings,
  templates: NonNullable<RenderSettings['templates']>,
  key: string,
  { stages, channels, locales }: Scope,
  values: Record<string, unknown>,
): TemplateProblem[] {
  const found = new Set<string>();
  for (const locale of locales) {
    const sample = sampleFor(locale);
    const renderer = createRenderer({ ...sample.settings, stages: settings.stages, templates });
    for (const stage of stages) {
      const like = settings.stages?.[stage] ?? stage;
      for (const channel of channels) {
        for (const invoices of [1, 2]) {
          const debt = sample.debt(like, invoices);
          const request = { debt, stage: sample.stage(stage, debt), channel, asOf: sample.asOf, locale };
          const form = key.endsWith('/free_form') ? ('free_form' as const) : undefined;
          try {
            renderer.render({ ...request, form, extras: { ...sample.extras(like), values } });
          } catch (error) {
            if (!(error instanceof InputError)) throw error;
            found.add(error.message);
          }
        }
      }
    }
  }
  return [...found].map((text) => ({ key, text }));
}

import { InputError } from '../../errors';
import { ENGLISH } from './english';
import { ptBR } from './portuguese';
import { SPANISH } from './spanish';
import type { LocaleTexts, StageKey, StageTexts } from './types';

const LOCALES: ReadonlyMap<string, LocaleTexts> = new Map(
  [...SPANISH, ptBR, ...ENGLISH].map((texts) => [texts.locale, texts]),
);

/** The locales that have texts of their own. */
export const TEXT_LOCALES: readonly string[] = [...LOCALES.keys()];

/** Texts in the language asked for, or the nearest one there is. */
export interface FoundTexts {
  texts: LocaleTexts;
  /** What was asked for, when the texts are in another language. */
  fallbackFrom?: string;
}

/** Which locale stands for a language whose region has no texts: `es-GT` is read well in the Spanish of Mexico. */
const BY_LANGUAGE: Readonly<Record<string, string>> = { es: 'es-MX', pt: 'pt-BR', en: 'en-US' };
const LAST_RESORT = ['en-US', 'es-MX'];

/**
 * Finds the texts of a BCP 47 tag: the locale itself, then its language, then English.
 * @throws InputError when the tag is not one
 */
export function findTexts(tag: string): FoundTexts {
  const known = FOUND.get(tag);
  if (known) return known;
  const found = search(tag);
  if (FOUND.size < MOST_TAGS) FOUND.set(tag, found);
  return found;
}

/** Reading a tag is slow and a run meets few. */
const FOUND = new Map<string, FoundTexts>();
const MOST_TAGS = 500;

function search(tag: string): FoundTexts {
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(tag.replace('_', '-'));
  } catch {
    throw new InputError({
      field: 'locale',
      found: tag,
      problem: 'is not a language tag',
      advice: 'Write the language and country, for example es-MX, pt-BR or en-US.',
    });
  }
  const wanted = locale.region ? `${locale.language}-${locale.region}` : locale.language;
  const candidates = [wanted, BY_LANGUAGE[locale.language] ?? '', ...LAST_RESORT];
  const texts = candidates.map((candidate) => LOCALES.get(candidate)).find((found) => found !== undefined);
  if (!texts) throw new RangeError('no texts are installed');
  return texts.locale === wanted || texts.locale.split('-')[0] === wanted ? { texts } : { texts, fallbackFrom: tag };
}

/**
 * The texts of a stage.
 * @throws InputError when there are none under that name
 */
export function stageTexts(texts: LocaleTexts, stage: string): StageTexts {
  const found = Object.hasOwn(texts.stages, stage) ? texts.stages[stage as StageKey] : undefined;
  if (found) return found;
  throw new InputError({
    field: 'stage',
    found: stage,
    problem: 'has no texts',
    advice: `Use one of ${Object.keys(texts.stages).join(', ')}, or bring your own templates for it.`,
  });
}

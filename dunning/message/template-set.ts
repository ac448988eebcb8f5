import type { Tone } from '../cadence/policy';
import { compileTemplate } from './engine/compile';
import type { Compiled } from './engine/compile';
import type { Block, Constants, FindBlock } from './engine/inspect';
import type { Scope } from './engine/reading';
import type { TemplateOverrides } from './settings';
import type { LocaleTexts, Toned } from './texts/types';

/** Parts of the layouts that users may replace with plain text. */
const PROSE_BLOCKS: ReadonlySet<string> = new Set(['greeting', 'opening', 'closing', 'signature', 'legal']);

/** One template's name and the places its sources come from: the user's overrides first, then ours. */
export class TemplateSet {
  readonly locale: string;
  /** `first_reminder/email/es-MX` */
  readonly name: string;
  /** What compiled templates are kept under: everything that decides their source. */
  readonly key: string;

  constructor(
    readonly stage: string,
    readonly channel: string,
    private readonly texts: LocaleTexts,
    private readonly tone: Tone,
    private readonly overrides: TemplateOverrides | undefined,
    private readonly hasName: boolean,
    protected readonly constants: Constants = {},
  ) {
    this.locale = texts.locale;
    this.name = `${stage}/${channel}/${this.locale}`;
    this.key = `${this.name}/${tone}/${hasName ? 'named' : 'unnamed'}`;
  }

  /** The user's source for a part of this template, or ours. */
  own(part: string, ours: string): string {
    const templates = this.overrides?.templates;
    return (part && templates?.[`${this.name}/${part}`]) || (!part && templates?.[this.name]) || ours;
  }

  /** Our text in this tone, unless the user has one. */
  toned(part: string, ours: Toned): string {
    return this.own(part, typeof ours === 'string' ? ours : (ours[this.tone] ?? ours.neutral));
  }

  /** Finds blocks: the user's, then a language term (`t.due`), then what the channel's layout has. */
  finder(layout: (name: string) => Pick<Block, 'source' | 'kind'> | undefined): FindBlock {
    return (name) => {
      const mine = this.#overriddenBlock(name);
      if (mine !== undefined) {
        return { name: `block ${name}`, source: mine, kind: PROSE_BLOCKS.has(name) ? 'prose' : 'layout' };
      }
      if (name.startsWith('t.')) return this.#term(name.slice(2));
      const found = layout(name);
      return found && { name: `${this.name}/${name}`, ...found };
    };
  }

  /** @param scope shared by the templates of one message */
  compile(mode: 'html' | 'text', part: string, source: string, block: FindBlock, scope?: Scope): Compiled {
    return compileTemplate(mode, part ? `${this.name}/${part}` : this.name, source, block, this.constants, scope);
  }

  #overriddenBlock(name: string): string | undefined {
    const blocks = this.overrides?.blocks;
    if (!blocks) return undefined;
    const keys = [`${name}/${this.channel}/${this.locale}`, `${name}/${this.channel}`, `${name}/${this.locale}`, name];
    return keys
      .map((key) => (Object.hasOwn(blocks, key) ? blocks[key] : undefined))
      .find((source) => source !== undefined);
  }

  #term(name: string): Block | undefined {
    const { terms } = this.texts;
    const key = name === 'greeting' && !this.hasName ? 'greetingNoName' : name;
    if (!Object.hasOwn(terms, key)) return undefined;
    return { name: `${this.locale} ${name}`, source: terms[key as keyof typeof terms], kind: 'inline' };
  }
}

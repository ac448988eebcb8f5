import Handlebars from 'handlebars';

import type { InputError } from '../../errors';
import { cleanValue } from './clean';
import { describe, literal, refuse, strict, subExpression, syntaxError, wrapperPath } from './tree';

/** What a template may cost before it is refused. Ours stay far below; they bound what users bring. */
export const LIMITS = {
  /** Characters of one template with its blocks. */
  source: 100_000,
  /** Blocks within blocks. */
  depth: 12,
  /** Expressions and pieces of text. */
  nodes: 4_000,
  /** Loop rounds of one rendering. */
  rounds: 20_000,
  /** Characters of one rendering. */
  output: 1_000_000,
};

/** Where in which template something stands, so that an error can name it. */
export interface Place {
  template: string;
  line: number;
  column: number;
  path: string;
}

/** How literal text of a template is treated on its way into the output. */
export type ContentMode = 'asIs' | 'escaped' | 'proseAsHtml' | 'proseAsText';

/**
 * A block that `{{> name}}` puts in place. `prose` is paragraphs of plain text, `inline` a word or line of plain text,
 * `layout` is in the language of the template around it.
 */
export interface Block {
  name: string;
  source: string;
  kind: 'prose' | 'inline' | 'layout';
}
export type FindBlock = (name: string) => Block | undefined;

/** Variables whose value is known when a template is compiled, by the first name of their path. */
export type Constants = Readonly<Record<string, object>>;

export interface InspectOptions {
  name: string;
  /** Names that may be called; a path that is none of them is a variable. */
  helpers: ReadonlySet<string>;
  block: FindBlock;
  output: 'html' | 'text';
  /** Wraps every value that is printed: `out`. */
  wrapper: string;
  wrapHelpers: boolean;
  /** What is the same in every message: written into the template instead of looked up each time. */
  constants: Constants;
  places: Place[];
}

const FORBIDDEN_PARTS = new Set(['constructor', '__proto__', 'prototype', '__defineGetter__', '__defineSetter__']);
const FORBIDDEN_LOOKUPS = new Set(['__lookupGetter__', '__lookupSetter__', 'hasOwnProperty', 'valueOf', 'toString']);
/** Written like a value, but a part of the layout. */
const LAYOUT_HELPERS = new Set(['invoiceTable', 'payButton']);
const BLOCK_HELPERS = new Set(['if', 'unless', 'each']);
const DATA_VARIABLES = new Set(['index', 'first', 'last', 'key']);
const PARAGRAPH = '<p style="margin:0 0 14px">';

const MODES: Record<'html' | 'text', Record<Block['kind'], ContentMode>> = {
  html: { prose: 'proseAsHtml', inline: 'escaped', layout: 'asIs' },
  text: { prose: 'proseAsText', inline: 'asIs', layout: 'asIs' },
};

// What no text needs; a template around blocks may use one to part them.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

type Node = hbs.AST.Node;

/**
 * Parses a template, refuses what a template of ours or of a user must not do, and returns a tree that is ready to
 * compile: blocks are put in place of `{{> name}}`, every printed value goes through one helper, and each node's
 * location is the index of its `Place`, so that Handlebars' own errors carry it.
 * @throws InputError naming the template, line and column, what was found and what to do
 */
export function inspect(source: string, options: InspectOptions): hbs.AST.Program {
  const walk = new Walk(options);
  return walk.parse(options.name, source, 'asIs', []);
}

class Walk {
  #nodes = 0;
  #characters = 0;

  constructor(private readonly options: InspectOptions) {}

  parse(name: string, source: string, mode: ContentMode, trail: string[], loops = 0): hbs.AST.Program {
    this.#characters += source.length;
    if (this.#characters > LIMITS.source) {
      throw refuse(name, 1, 1, `${this.#characters} characters`, `is longer than ${LIMITS.source} characters`);
    }
    let program: hbs.AST.Program;
    try {
      // Line breaks stay as written: a line that holds only an expression is still a line of the message.
      program = Handlebars.parse(name === this.options.name ? source : source.replace(CONTROLS, ''), {
        ignoreStandalone: true,
      });
    } catch (error) {
      throw syntaxError(name, error);
    }
    this.#program(program, { name, mode, trail, depth: 0, loops, bold: { open: false } });
    if (mode === 'proseAsHtml') wrapParagraphs(program);
    return program;
  }

  #program(program: hbs.AST.Program | undefined, at: At): void {
    if (!program) return;
    if (at.depth > LIMITS.depth) {
      throw this.#refuse(at, program, 'blocks', `are nested more than ${LIMITS.depth} deep`);
    }
    const body: hbs.AST.Statement[] = [];
    for (const statement of program.body) body.push(...this.#statement(statement, at));
    program.body = body;
  }

  #statement(node: hbs.AST.Statement, at: At): hbs.AST.Statement[] {
    this.#nodes += 1;
    if (this.#nodes > LIMITS.nodes)
      throw this.#refuse(at, node, 'this template', `has more than ${LIMITS.nodes} parts`);
    switch (node.type) {
      case 'ContentStatement':
        return [content(node as hbs.AST.ContentStatement, at)];
      case 'CommentStatement':
        return [];
      case 'MustacheStatement':
        return (
          this.#included(node as hbs.AST.MustacheStatement, at) ?? [
            this.#mustache(node as hbs.AST.MustacheStatement, at),
          ]
        );
      case 'BlockStatement':
        return this.#block(node as hbs.AST.BlockStatement, at);
      case 'PartialStatement':
        return this.#include(node as hbs.AST.PartialStatement, at);
      default:
        throw this.#refuse(at, node, node.type, 'is not allowed in a template', 'Use {{> blockName}} for blocks.');
    }
  }

  /** `{{invoiceTable}}` and `{{payButton}}` are parts of the layout, put in like a block. */
  #included(node: hbs.AST.MustacheStatement, at: At): hbs.AST.Statement[] | undefined {
    const name = 'original' in node.path ? String(node.path.original) : '';
    if (!LAYOUT_HELPERS.has(name) || node.params.length > 0 || !node.escaped) return undefined;
    const found = this.options.block(name);
    return (
      found && this.parse(found.name, found.source, MODES[this.options.output][found.kind], at.trail, at.loops).body
    );
  }

  #mustache(node: hbs.AST.MustacheStatement, at: At): hbs.AST.Statement {
    if (!node.escaped) {
      throw this.#refuse(at, node, '{{{ }}} or {{& }}', 'prints a value unescaped', 'Write {{ }} with two braces.');
    }
    const path = this.#pathOf(node.path, at, describe(node));
    // A name on its own is always a variable: `{{number}}` is the invoice's number, `{{number count}}` calls the helper.
    const isHelper = node.params.length > 0 && this.options.helpers.has(path.original);
    if (!isHelper && (node.params.length > 0 || node.hash)) throw this.#unknownHelper(at, node, path.original);
    this.#arguments(node, at, isHelper);
    const known = isHelper ? undefined : this.#constant(path, at);
    if (typeof known?.value === 'string') {
      const text = cleanValue(known.value);
      if (text.trim() !== '')
        return literal(this.options.output === 'html' ? Handlebars.escapeExpression(text) : text, node);
    }
    if (isHelper && !this.options.wrapHelpers) {
      this.#mark(node, at, describe(node));
      return node;
    }
    const inner = isHelper ? subExpression(node) : strict(path);
    this.#mark(inner, at, describe(node));
    const outer: hbs.AST.MustacheStatement = { ...node, path: wrapperPath(this.options.wrapper), params: [inner] };
    Reflect.deleteProperty(outer, 'hash');
    outer.loc = inner.loc;
    return outer;
  }

  #block(node: hbs.AST.BlockStatement, at: At): hbs.AST.Statement[] {
    const name = this.#pathOf(node.path, at, describe(node)).original;
    if (!BLOCK_HELPERS.has(name)) {
      throw this.#refuse(at, node, `{{#${name}}}`, 'is not a block', 'Use {{#if}}, {{#unless}} or {{#each}}.');
    }
    this.#arguments(node, at, true);
    this.#mark(node, at, describe(node));
    const inside = { ...at, depth: at.depth + 1, loops: at.loops + Number(name === 'each') };
    this.#program(node.program, inside);
    // The other branch of a loop is written where there are no rows, so it is outside.
    this.#program(node.inverse, { ...inside, loops: at.loops });
    const [condition] = node.params;
    const known = name === 'each' || node.params.length !== 1 ? undefined : this.#constant(condition, at);
    if (!known) return [node];
    const holds = Boolean(known.value) === (name === 'if');
    return (holds ? node.program : node.inverse)?.body ?? [];
  }

  #include(node: hbs.AST.PartialStatement, at: At): hbs.AST.Statement[] {
    const name = 'original' in node.name ? String(node.name.original) : '';
    const found = name && node.params.length === 0 && !node.hash ? this.options.block(name) : undefined;
    if (!found)
      throw this.#refuse(at, node, `{{> ${name}}}`, 'names no block', 'See the list of blocks in the manual.');
    if (at.trail.includes(name)) {
      throw this.#refuse(at, node, `{{> ${name}}}`, 'includes itself', 'Remove the block from its own text.');
    }
    const mode = MODES[this.options.output][found.kind];
    return this.parse(found.name, found.source, mode, [...at.trail, name], at.loops).body;
  }

  #arguments(node: { params: hbs.AST.Expression[]; hash?: hbs.AST.Hash }, at: At, isHelper: boolean): void {
    if (!isHelper) return;
    const pairs = node.hash?.pairs ?? [];
    for (const value of [...node.params, ...pairs.map((pair) => pair.value)]) {
      if (value.type === 'SubExpression') {
        const sub = value as hbs.AST.SubExpression;
        const name = this.#pathOf(sub.path, at, describe(sub)).original;
        if (!this.options.helpers.has(name)) throw this.#unknownHelper(at, sub, name);
        this.#arguments(sub, at, true);
        this.#mark(sub, at, describe(sub));
      } else if (value.type === 'PathExpression') {
        this.#mark(this.#pathOf(value, at), at, (value as hbs.AST.PathExpression).original);
      }
    }
  }

  /** The value of a variable that is the same in every message; undefined for any other. */
  #constant(node: Node | undefined, { loops }: At): { value: unknown } | undefined {
    if (node?.type !== 'PathExpression' || loops > 0) return undefined;
    const { parts, depth, data } = node as hbs.AST.PathExpression;
    const [first = '', ...rest] = parts as string[];
    if (depth > 0 || data || rest.length !== 1 || !Object.hasOwn(this.options.constants, first)) return undefined;
    const owner = this.options.constants[first] as Record<string, unknown>;
    const key = rest[0] ?? '';
    return { value: Object.hasOwn(owner, key) ? owner[key] : undefined };
  }

  #pathOf(node: Node, at: At, label?: string): hbs.AST.PathExpression {
    if (node.type !== 'PathExpression') {
      throw this.#refuse(at, node, `a ${node.type}`, 'is not a variable', 'Write the name of a variable.');
    }
    const path = node as hbs.AST.PathExpression;
    const parts = path.parts as Array<string | hbs.AST.SubExpression>;
    for (const part of parts) {
      if (typeof part !== 'string' || FORBIDDEN_PARTS.has(part) || FORBIDDEN_LOOKUPS.has(part)) {
        throw this.#refuse(
          at,
          node,
          path.original,
          'reaches into the machinery',
          'Use only the variables of the manual.',
        );
      }
    }
    if (path.data && !(parts.length === 1 && DATA_VARIABLES.has(String(parts[0])))) {
      throw this.#refuse(at, node, path.original, 'is not available', 'Use @index, @first, @last or @key.');
    }
    this.#mark(path, at, label ?? path.original);
    return path;
  }

  #unknownHelper(at: At, node: Node, name: string): InputError {
    return this.#refuse(
      at,
      node,
      name,
      'is not a helper',
      `Helpers are ${[...this.options.helpers].filter((helper) => helper !== this.options.wrapper).join(', ')}.`,
    );
  }

  /** Gives a node a location that is an index into the places; once only. */
  #mark(node: Node, at: At, path: string): void {
    if (this.#marked.has(node)) return;
    this.#marked.add(node);
    const { line, column } = node.loc.start;
    const index = this.options.places.push({ template: at.name, line, column: column + 1, path }) - 1;
    const spot = { line: index, column: 0 };
    node.loc = { source: at.name, start: spot, end: spot };
  }

  #refuse(at: At, node: Node, found: string, problem: string, advice?: string): InputError {
    const { line, column } = this.#marked.has(node)
      ? (this.options.places[node.loc.start.line] ?? { line: 0, column: 0 })
      : { line: node.loc.start.line, column: node.loc.start.column + 1 };
    return refuse(at.name, line, column, found, problem, advice);
  }

  readonly #marked = new WeakSet<Node>();
}

interface At {
  name: string;
  mode: ContentMode;
  trail: string[];
  depth: number;
  /** Loops around; inside one a name means the row's. */
  loops: number;
  /** Whether `**` was opened; shared by all parts of one template, because a value may stand between two of them. */
  bold: { open: boolean };
}

function content(node: hbs.AST.ContentStatement, { mode, bold }: At): hbs.AST.ContentStatement {
  if (mode === 'proseAsText') return { ...node, value: node.value.replaceAll('**', '') };
  if (mode === 'escaped') return { ...node, value: Handlebars.escapeExpression(node.value) };
  if (mode !== 'proseAsHtml') return node;
  const html = Handlebars.escapeExpression(node.value)
    .replace(/\*\*/g, () => {
      bold.open = !bold.open;
      return bold.open ? '<strong>' : '</strong>';
    })
    .replace(/\n{2,}/g, `</p>\n${PARAGRAPH}`);
  return { ...node, value: html };
}

function wrapParagraphs(program: hbs.AST.Program): void {
  program.body = [literal(PARAGRAPH, program), ...program.body, literal('</p>', program)];
}

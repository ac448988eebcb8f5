import { createHash } from 'node:crypto';

import type { NodeJson, WorkflowJson } from '../host/n8n-types';

/** A node as a builder describes it; its id follows from the names of the workflow and the node. */
export interface NodeSpec {
  type: string;
  typeVersion: number;
  position: [number, number];
  parameters: Record<string, unknown>;
  /** Types of credentials with the name that the workflow suggests for each; n8n binds one of that name when it exists. */
  credentials?: Record<string, string>;
  /** A webhook's own part of its address; the same in every import. */
  webhookId?: string;
  onError?: 'continueErrorOutput' | 'continueRegularOutput';
  executeOnce?: boolean;
  /** Puts out one empty item when there is nothing, so that what follows still happens. */
  alwaysOutputData?: boolean;
  retryOnFail?: boolean;
  maxTries?: number;
  waitBetweenTries?: number;
}

interface Link {
  node: string;
  type: 'main';
  index: number;
}

/** Colours of sticky notes in n8n's editor, by what the note is about. */
export const NOTE_COLOURS = { intro: 7, set: 5, think: 4, send: 6, trouble: 3 } as const;

export interface NoteSpec {
  text: string;
  at: [number, number];
  size: [number, number];
  colour: keyof typeof NOTE_COLOURS;
}

/** The same text gives the same id, so that a change elsewhere leaves the committed file alone. */
function stableId(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Puts one workflow together, node by node, and writes it as n8n exports it. */
export class WorkflowBuilder {
  readonly #nodes: NodeJson[] = [];
  readonly #connections: Record<string, { main: Link[][] }> = {};

  constructor(
    readonly slug: string,
    readonly title: string,
  ) {}

  /**
   * Adds a node.
   * @throws Error for a name that is taken
   */
  node(name: string, { credentials = {}, parameters, type, typeVersion, position, ...more }: NodeSpec): this {
    if (this.#nodes.some((node) => node.name === name)) throw new Error(`${this.slug} has two nodes called “${name}”`);
    const named = Object.entries(credentials).map(([kind, label]) => [kind, { id: null, name: label }]);
    const bound = named.length > 0 ? { credentials: Object.fromEntries(named) as NodeJson['credentials'] } : {};
    this.#nodes.push({
      parameters,
      id: stableId(this.slug, name),
      name,
      type,
      typeVersion,
      position,
      ...more,
      ...bound,
    });
    return this;
  }

  /** Adds a sticky note; its title is what stands after the first `## `. */
  note({ text, at, size: [width, height], colour }: NoteSpec): this {
    const title = /## (.+)/.exec(text)?.[1] ?? `note ${this.#nodes.length}`;
    return this.node(`Note: ${title}`, {
      parameters: { content: text, width, height, color: NOTE_COLOURS[colour] },
      type: 'n8n-nodes-base.stickyNote',
      typeVersion: 1,
      position: at,
    });
  }

  /** Connects an output of a node, counted from 0, with an input of another. */
  connect(from: string, to: string, output = 0, input = 0): this {
    const outputs = (this.#connections[from] ??= { main: [] }).main;
    while (outputs.length <= output) outputs.push([]);
    outputs[output]?.push({ node: to, type: 'main', index: input });
    return this;
  }

  /** Connects first outputs with first inputs, one after the other. */
  chain(...names: string[]): this {
    names.slice(1).forEach((name, index) => this.connect(names[index] ?? '', name));
    return this;
  }

  /**
   * The workflow as JSON.
   * @throws Error for a connection with a node that is not there
   */
  build(settings: Record<string, unknown> = {}): WorkflowJson {
    const names = new Set(this.#nodes.map(({ name }) => name));
    const ends = Object.entries(this.#connections).flatMap(([from, { main }]) => [
      from,
      ...main.flat().map(({ node }) => node),
    ]);
    const unknown = ends.find((name) => !names.has(name));
    if (unknown !== undefined) throw new Error(`${this.slug} connects “${unknown}”, which is not there`);
    return {
      name: this.title,
      nodes: this.#nodes,
      connections: this.#connections,
      settings: { executionOrder: 'v1', ...settings },
      pinData: {},
      ...({ active: false, tags: [] } as object),
    };
  }
}

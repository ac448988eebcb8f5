import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import type { TemplateOverrides } from '../../dunning/message/settings';
import { filled } from '../shared/parameters';

interface PanelTexts {
  text?: Array<{ key?: string; text?: string }>;
}

/** The options of the panel that carry the user's own texts. */
export interface TemplateOptions {
  blocks?: PanelTexts;
  templates?: PanelTexts;
  templatesField?: string;
  templatesFolder?: string;
}

const MOST_FILES = 2_000;
const BLOCKS = 'blocks/';

/**
 * The user's own texts: those of the folder, over them those of the field, over them those of the panel. Undefined when there are
 * none.
 * @throws InputError when the folder or the field cannot be read
 */
export async function ownTexts(
  options: TemplateOptions,
  firstItem: INodeExecutionData | undefined,
): Promise<TemplateOverrides | undefined> {
  const folder = filled(options.templatesFolder);
  const field = filled(options.templatesField);
  const layers: TemplateOverrides[] = [
    folder === undefined ? {} : await fromFolder(folder),
    field === undefined ? {} : fromField(field, firstItem?.json[field]),
    { blocks: fromPanel(options.blocks), templates: fromPanel(options.templates) },
  ];
  const blocks = Object.assign({}, ...layers.map((layer) => layer.blocks)) as Record<string, string>;
  const templates = Object.assign({}, ...layers.map((layer) => layer.templates)) as Record<string, string>;
  if (Object.keys(blocks).length + Object.keys(templates).length === 0) return undefined;
  return { blocks, templates };
}

function fromPanel(texts: PanelTexts | undefined): Record<string, string> {
  return Object.fromEntries(
    (texts?.text ?? []).flatMap(({ key, text }) =>
      filled(key) === undefined ? [] : [[String(key).trim(), text ?? '']],
    ),
  );
}

function fromField(field: string, value: unknown): TemplateOverrides {
  const texts = (typeof value === 'object' && value !== null ? value : undefined) as TemplateOverrides | undefined;
  const all = [...Object.values(texts?.blocks ?? {}), ...Object.values(texts?.templates ?? {})];
  if (texts && all.every((text) => typeof text === 'string')) return texts;
  throw new InputError({
    field: `Own Texts From a Field (${field})`,
    found: value,
    problem: 'is not a set of texts',
    advice: 'Give { "blocks": { "signature": "…" }, "templates": { "first_reminder/sms/es-MX": "…" } }.',
  });
}

/** Every text file below the folder; its path without the ending is the name of the text. */
async function fromFolder(folder: string): Promise<TemplateOverrides> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => undefined);
  const files = (entries ?? []).filter((entry) => entry.isFile() && /\.(txt|html|hbs)$/i.test(entry.name));
  if (entries === undefined || files.length > MOST_FILES) {
    throw new InputError({
      field: 'Own Texts From a Folder',
      found: folder,
      problem: entries === undefined ? 'cannot be read' : `holds more than ${MOST_FILES} texts`,
      advice: 'Name a folder that n8n may read and that holds only your texts.',
    });
  }
  const overrides = { blocks: {} as Record<string, string>, templates: {} as Record<string, string> };
  for (const { parentPath, name } of files) {
    const file = path.join(parentPath, name);
    const key = path
      .relative(folder, file)
      .split(path.sep)
      .join('/')
      .replace(/\.\w+$/, '');
    const text = (await readFile(file, 'utf8')).replace(/\r\n/g, '\n').replace(/\n$/, '');
    if (key.startsWith(BLOCKS)) overrides.blocks[key.slice(BLOCKS.length)] = text;
    else overrides.templates[key] = text;
  }
  return overrides;
}

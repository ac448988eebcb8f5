import { holidaysJsonSchema, packJsonSchema } from './pack-schema';
import { packsPage } from './packs-page';

/** One file that is written from the packs. */
export interface Generated {
  file: string;
  parser: 'markdown' | 'json';
  content: () => string;
}

export const GENERATED: readonly Generated[] = [
  { file: 'docs/packs.md', parser: 'markdown', content: packsPage },
  {
    file: 'dunning/compliance/packs/pack.schema.json',
    parser: 'json',
    content: () => JSON.stringify(packJsonSchema(), null, 2),
  },
  {
    file: 'dunning/compliance/packs/holidays.schema.json',
    parser: 'json',
    content: () => JSON.stringify(holidaysJsonSchema(), null, 2),
  },
];

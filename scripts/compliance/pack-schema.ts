import { z } from 'zod/v4';

import { holidaysSchema, packSchema } from '../../dunning/compliance/pack';

/** The JSON Schema of a pack, as published beside the packs, from the schema that the product itself checks with. */
export function packJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(packSchema, { target: 'draft-7', io: 'input', reused: 'ref' });
  return { ...schema, title: 'A compliance pack of n8n-nodes-dunning', description: DESCRIPTION };
}

/** The JSON Schema of a table of holidays. */
export function holidaysJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(holidaysSchema, { target: 'draft-7', io: 'input', reused: 'ref' });
  return { ...schema, title: 'Public holidays of one country, dated and cited' };
}

const DESCRIPTION =
  'Rules of one jurisdiction or platform about contacting somebody who owes money. Every rule names its citation, its sources and ' +
  'how well it is sourced. A pack is not legal advice.';

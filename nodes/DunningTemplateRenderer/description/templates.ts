import type { INodeProperties } from 'n8n-workflow';

import { text } from './company';

const body: INodeProperties = {
  displayName: 'Text',
  name: 'text',
  type: 'string',
  typeOptions: { rows: 3 },
  default: '',
};

const overrides = (displayName: string, name: string, example: string, description: string): INodeProperties => ({
  displayName,
  name,
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add text',
  default: {},
  description,
  options: [{ displayName: 'Text', name: 'text', values: [text('Name', 'key', example), body] }],
});

/** The user's own words in place of ours. The operation *Validate Templates* lists everything that is wrong in them. */
export const templateOptions: INodeProperties[] = [
  overrides(
    'Own Blocks',
    'blocks',
    'signature or signature/es-MX',
    'Replace one block everywhere: greeting, opening, closing, signature, legal',
  ),
  overrides(
    'Own Texts',
    'templates',
    'first_reminder/email/es-MX/subject',
    'Replace a whole text: stage, channel, language, part',
  ),
  text(
    'Own Texts From a Field',
    'templatesField',
    'templates',
    'Field of the first item with { "blocks": { … }, "templates": { … } }',
  ),
  text(
    'Own Texts From a Folder',
    'templatesFolder',
    '/data/dunning/templates',
    'Files named like the texts: blocks/signature.txt, first_reminder/email/es-MX/subject.txt. Read once per run.',
  ),
];

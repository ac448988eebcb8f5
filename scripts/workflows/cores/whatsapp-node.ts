import type { NodeSpec } from '../builder';
import { n8n, setting } from '../parts';
import { sorter } from '../ways';
import { GOES_ON, HERE, message, WIDTH } from './sender';
import type { SeveralNodes } from './sender';

const WHICH = 'How many blanks has it?';
const TOGETHER = 'What WhatsApp answered';
const NO_NODE = 'No node has so many blanks';
const ROW = 180;

/** How many blanks our templates for reminders have, in every language. */
export const BLANKS = [5, 6] as const;

const whatsAppNode = (parameters: Record<string, unknown>): NodeSpec =>
  n8n(
    'whatsApp',
    1.1,
    {
      resource: 'message',
      phoneNumberId: setting('whatsappPhoneNumberId'),
      recipientPhoneNumber: message('to'),
      ...parameters,
    },
    HERE,
    { ...GOES_ON, credentials: { whatsAppApi: 'WhatsApp Business' } },
  );

/** n8n’s node sends exactly the blanks that stand in its panel; their list cannot be an expression. */
const template = (blanks: number): NodeSpec =>
  whatsAppNode({
    operation: 'sendTemplate',
    template: message('node.template'),
    components: {
      component: [
        {
          type: 'body',
          bodyParameters: {
            parameter: Array.from({ length: blanks }, (_, index) => ({
              type: 'text',
              text: message(`node.body[${index}]`),
            })),
          },
        },
      ],
    },
  });

const FAILED = `={{ { dunning: { delivery: { outcome: 'failed', provider: 'whatsapp', at: $now.toISO(), detail: 'The template ' + $json.dunning.message.node.template + ' has ' + $json.dunning.message.node.body.length + ' blanks, and there is no node for so many. Copy one of the nodes that send by WhatsApp and give it as many.' } } } }}`;

/**
 * WhatsApp through n8n’s own node, as far as it can be used: one node for each number of blanks, because it fills a fixed number of them.
 */
export const whatsappByNode: SeveralNodes = {
  label: 'WhatsApp',
  rows: 4,
  columns: 3,
  between(builder, claim, [x, y]) {
    const isText = `$json.dunning.message.payload.type === 'text'`;
    const ways = BLANKS.map((blanks) => ({
      name: `Send by WhatsApp, ${blanks} blanks`,
      way: `${blanks} blanks`,
      holds: `!(${isText}) && $json.dunning.message.node?.body.length === ${blanks}`,
      node: template(blanks),
    }));
    const all = [
      ...ways,
      {
        name: 'Send free text by WhatsApp',
        way: 'Free text',
        holds: isText,
        node: whatsAppNode({ operation: 'send', messageType: 'text', textBody: message('text') }),
      },
    ];
    builder
      .node(
        WHICH,
        sorter(
          all.map(({ way, holds }) => [way, holds]),
          'Another number',
          [x, y + ROW * 1.5],
        ),
      )
      .connect(claim, WHICH)
      .node(
        TOGETHER,
        n8n('merge', 3.1, { mode: 'append', numberInputs: all.length + 1 }, [x + 2 * WIDTH, y + ROW * 1.5]),
      );
    const ends = [
      ...all,
      { name: NO_NODE, node: n8n('set', 3.4, { mode: 'raw', jsonOutput: FAILED, options: {} }, HERE) },
    ];
    ends.forEach(({ name, node }, index) =>
      builder
        .node(name, { ...node, position: [x + WIDTH, y + ROW * index] })
        .connect(WHICH, name, index)
        .connect(name, TOGETHER, 0, index),
    );
    return TOGETHER;
  },
};

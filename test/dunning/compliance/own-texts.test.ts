import { createGate } from '../../../dunning/compliance/gate';
import { createRenderer } from '../../../dunning/message/render';
import { CUSTOMER, debtOf, openItem, SETTINGS, stageOf } from '../message/samples';
import { AGREED } from './helpers';

/** Our own reminders, as they are rendered, before the gate on a working day. */
const PLACES = [
  ['MX', 'es-MX', '+525587654321', 'America/Mexico_City'],
  ['CO', 'es-CO', '+573001234567', 'America/Bogota'],
  ['CL', 'es-CL', '+56961234567', 'America/Santiago'],
  ['PE', 'es-PE', '+51961234567', 'America/Lima'],
  ['AR', 'es-AR', '+5493514567890', 'America/Argentina/Buenos_Aires'],
  ['EC', 'es-EC', '+593991234567', 'America/Guayaquil'],
] as const;

const STAGES = ['before_due', 'due_today', 'first_reminder', 'second_reminder', 'formal_notice', 'final_notice'];

describe('our own reminders', () => {
  it.each(PLACES)('pass the gate in %s on every channel, from a creditor', (country, locale, phone, timeZone) => {
    const render = createRenderer({ ...SETTINGS, locale });
    const gate = createGate({
      asOf: '2026-11-25T12:00:00-05:00',
      creditor: { kind: 'first_party', name: SETTINGS.brand.name },
    });
    for (const kind of ['business', 'consumer'] as const) {
      const customer = { ...CUSTOMER, kind, country, phone, timeZone, consent: AGREED, language: locale };
      for (const numbers of [['F-1024'], ['F-1024', 'F-1025', 'F-1026']]) {
        const debt = debtOf(
          numbers.map((number) => openItem({ number })),
          customer,
        );
        for (const key of STAGES) {
          for (const channel of ['email', 'whatsapp', 'sms', 'letter', 'call'] as const) {
            const message = render.render({ debt, stage: stageOf(key, debt), channel, asOf: '2026-11-23' });
            const { reasonCode } = gate.judge({ debt, message, history: [] });
            expect({ kind, key, channel, reasonCode }).toEqual({ kind, key, channel, reasonCode: 'ALLOWED' });
          }
        }
      }
    }
  });
});

import { explain } from '../../../dunning/compliance/explain';
import { judge, made, type Situation } from './helpers';

const CO: Situation = { country: 'CO', channel: 'email', at: '2026-11-29T10:00:00-05:00', party: 'first_party' };

describe('the explanation of a verdict', () => {
  it('tells a supervisor in Spanish what was decided, by which rule, how sure it is', () => {
    expect(explain(judge(CO), 'es')).toBe(
      'Un correo el 2026-11-29 10:00 (America/Bogota) se evaluó según la ley tal como está escrita. ' +
        'Debe esperar: En Colombia se puede contactar de lunes a viernes de 7:00 a 19:00 y sábados de 8:00 a 15:00, nunca en ' +
        'domingos ni festivos. Próximo momento permitido: 2026-11-30 07:00 (America/Bogota). ' +
        'La regla es co-hours, Ley 2300/2023 art. 3 (vista en el texto original). ' +
        'Se cumplieron 16 reglas que aplicaban (entre ellas Ley 2300/2023 art. 3; Ley 2300/2023 art. 2; Ley 2300/2023 art. 4). ' +
        'Esto no es asesoría legal. Aplica reglas registradas con sus fuentes; verifíquelas con un abogado antes de confiar en ellas.',
    );
  });

  it.each([
    ['en', /It must not go out.*Waiting does not help.*not legal advice/s],
    ['es', /No debe salir.*Esperar no ayuda.*no es asesoría legal/s],
    ['pt', /Não deve sair.*Esperar não ajuda.*não é aconselhamento jurídico/s],
  ] as const)('says no in %s', (language, words) => {
    expect(explain(judge({ ...CO, customer: { doNotContact: true } }), language)).toMatch(words);
  });

  it.each(['en', 'es', 'pt'] as const)('says yes in %s without a rule', (language) => {
    const text = explain(judge({ ...CO, at: '2026-11-25T10:00:00-05:00' }), language);
    expect(text).not.toMatch(/undefined|null|\[object/);
    expect(text).toMatch(/It may go out|Puede salir|Pode sair/);
  });

  it('says which reading was followed, what else refused, what was set aside, and which channel is open', () => {
    const at = '2026-11-25T10:00:00-05:00';
    const verdict = judge({
      ...CO,
      at,
      profile: 'conservative',
      history: [made('2026-11-25T08:00:00-05:00', 'sms')],
      alternatives: ['letter'],
      settings: {
        proposeAlternative: true,
        loosenings: [{ ruleId: 'co-no-reasons', reason: 'Counsel said so on 3 March.' }],
      },
    });
    const text = explain(verdict, 'en');
    expect(text).toMatch(/It was read so: Every message or call that goes out counts/);
    expect(text).toMatch(/Also against it: co-day\./);
    expect(text).toMatch(/Rule co-no-reasons was set aside by your settings: “Counsel said so on 3 March\.”/);
    expect(text).toMatch(/Another channel is open now: letter/);
  });

  it('names what a person should still check in the text', () => {
    const verdict = judge({ ...CO, facts: { content: {} } });
    const text = explain({ ...verdict, unchecked: [{ ruleId: 'cl-content', elements: ['consumer_rights'] }] }, 'pt');
    expect(text).toMatch(/Uma pessoa deve verificar no texto: cl-content: consumer_rights/);
  });
});

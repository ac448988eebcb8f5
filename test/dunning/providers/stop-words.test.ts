import fc from 'fast-check';

import { asksToStop } from '../../../dunning/providers/shared/stop-words';

// Words as customers write them, of our own; the single words are those of CTIA and of Twilio’s defaults.
const STOP = [
  'STOP',
  'Stop',
  'stop!',
  'STOP.',
  'BAJA',
  'Baja',
  'baja por favor',
  'Por favor, baja',
  'parar',
  'PARE',
  'sair',
  'SAIR.',
  'Sair, obrigado',
  'alto',
  'cancelar suscripción',
  'No más mensajes',
  'Dar de baja',
  'quiero darme de baja',
  'Denme de baja por favor',
  'Ya pagué, no me manden más mensajes',
  'no me escriban',
  'No quiero recibir más mensajes',
  'não quero receber mais mensagens',
  'Não me mande mais mensagens',
  'parem de me mandar mensagem',
  'me descadastre',
  'descadastrar',
  'Stop. I already paid',
  'please stop texting me',
  "Don't contact me again",
  'unsubscribe',
  'UNSUBSCRIBE ME',
  'Remove me from your list',
  'no more messages',
  'Stop promotions',
  'Detener promociones',
  'Interromper promoções',
  'quero sair da lista',
  'Hola, ya no me escriban',
  'dejen de molestar',
  'Cancelar inscrição',
  '  stop  ',
  '🛑 STOP 🛑',
  'opt-out',
  'OPTOUT',
  'STOP ALL',
  'Por favor no me contacten',
  'Ya no deseo recibir estos mensajes',
  'solicito la baja',
  'eliminarme de su lista',
  'favor de darme de baja',
  'Opt out',
  'revoke',
  'BAJA!!!',
  '¡Baja!',
  'Stop ya',
  'no quiero mas mensajes',
  'não enviem mais',
  'quit',
  'End',
  'salir',
  'Favor de no contactarme',
  'ya no me manden mensajes',
  'No me envíen más correos',
  'no me vuelvan a escribir',
];
const NOT = [
  'Baja el monto por favor',
  '¿Puedo cancelar la deuda hoy?',
  'No puedo parar de trabajar, pago el lunes',
  'Stop by the office tomorrow?',
  'Ya pagué',
  'Vou sair de férias, pago segunda',
  'ok',
  '',
  'cancelar mañana',
  'Quiero cancelar mi factura',
  'voy a cancelar el viernes',
  'no me han enviado la factura',
  'No me llegó el correo',
  'no quiero pagar intereses',
  '¿cuándo para el cobro?',
  'Alto monto, ¿me ayudan?',
  "please don't stop the service",
  'I will end the month with payment',
  'Pare ce temos um problema',
  'baja de precio',
  'No me mandaron el recibo',
  'Did you cancel the invoice?',
  'Para el viernes pago',
  'eliminar los intereses',
  'No nos ha llamado nadie',
  'Não me mandaram o boleto',
  'não recebi',
  'Me mandem a factura, por favor',
  'no me enviaron nada',
  'Quiero dejar de deber',
  'sair mais cedo',
  'Hola',
  'Gracias',
  'pago el 15',
  'no me notificaron el vencimiento',
  'no nos contactaron antes',
  'no me llamen, escríbanme por aquí',
  'do not call me, write here',
  'No me manden la factura a ese correo',
  'no me envíe el recibo por favor',
  'no me escribieron',
  'no me molesta pagar',
];

describe('the words of a customer', () => {
  it.each(STOP)('“%s” asks for no more messages', (words) => expect(asksToStop(words)).toBe(true));
  it.each(NOT)('“%s” does not', (words) => expect(asksToStop(words)).toBe(false));
  it('are read alike in capitals, with marks around them and with courtesy', () => {
    const marks = fc.constantFrom('', ' ', '!', '...', '\n', ' 🙏 ');
    const courtesy = fc.constantFrom('', 'por favor ', 'please ', 'hola, ');
    fc.assert(
      fc.property(
        fc.constantFrom('stop', 'baja', 'parar', 'sair', 'unsubscribe'),
        marks,
        courtesy,
        (word, mark, before) => {
          expect(asksToStop(`${mark}${before}${word.toUpperCase()}${mark}`)).toBe(true);
        },
      ),
    );
  });
  it('of any kind and length never fail', () => {
    for (const words of [
      'no '.repeat(50_000),
      'ya ya ya '.repeat(20_000),
      '\u0301'.repeat(100_000),
      'por favor '.repeat(20_000),
    ])
      expect(asksToStop(words)).toBe(false);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (words) => typeof asksToStop(words) === 'boolean'),
    );
    expect(asksToStop(undefined)).toBe(false);
  });
});

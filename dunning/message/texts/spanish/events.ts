import { byCount } from '../types';
import type { StageKey, StageTexts } from '../types';
import type { Words } from './words';

const ABOUT = byCount('la factura {{invoice.number}}', '{{count}} facturas');

/** The stages that answer something that happened, and the statement, in the Spanish of one country. */
export function events(
  w: Words,
): Pick<
  Record<StageKey, StageTexts>,
  'promise_reminder' | 'broken_promise' | 'payment_received' | 'plan_confirmed' | 'dispute_received' | 'statement'
> {
  return {
    promise_reminder: {
      email: {
        subject: '{{company.name}}: su pago de {{money promise.amount}} previsto para el {{date promise.date}}',
        preheader: 'Aquí tiene los datos para pagar. Si ya lo hizo, muchas gracias.',
        opening: `Como acordamos, anoté su pago de **{{money promise.amount}}** para el **{{date promise.date}}**, por ${ABOUT} de {{company.name}}.\n\nLe escribo solo para facilitarle los datos de pago. Si ya pagó, muchas gracias: ${w.ignore}.`,
        closing: `Si algo cambió y necesita otra fecha, avíseme antes de ese día y lo ajustamos. ${w.atYourService}`,
      },
      whatsapp: {
        body: `${w.hello}. Tenemos anotado su pago de {{promised_amount}} para el {{promised_date}}, por {{documents}}. Si necesita los datos para pagar o prefiere otra fecha, avísenos por aquí.`,
        button: 'Pagar en línea',
        freeForm: `Solo para recordarle el pago que acordamos: {{money promise.amount}} para el {{date promise.date}}.{{#if payment.link}} Enlace: {{payment.link}}{{/if}}\nSi algo cambió, dígame y vemos otra fecha.`,
      },
      sms: '{{company.name}}: le recordamos su pago de {{money promise.amount}} previsto para el {{shortDate promise.date}}.{{#if payment.link}} Pago: {{payment.link}}{{/if}} Dudas: {{contact.reach}}',
      call: {
        kind: 'preventive',
        reason: `«Le llamo para recordarle el pago de {{money promise.amount}} que nos comentó para el {{date promise.date}}, por ${ABOUT}. Quería confirmar que tiene todos los datos».`,
      },
      letter: {
        subject: 'Pago acordado para el {{date promise.date}}',
        body: `De acuerdo con lo que nos indicó, tenemos registrado un pago de {{money promise.amount}} para el {{date promise.date}}, correspondiente a ${ABOUT}.\n\nA continuación encontrará los datos para realizarlo. Si necesita otra fecha, le pedimos que nos avise antes de ese día.`,
      },
    },
    broken_promise: {
      email: {
        subject: '{{company.name}}: no vemos aún su pago de {{money promise.amount}} del {{date promise.date}}',
        preheader: '¿Pudo realizarlo? Si no, dígame qué fecha le conviene.',
        opening: {
          neutral: `Teníamos anotado su pago de **{{money promise.amount}}** para el **{{date promise.date}}**, por ${ABOUT} de {{company.name}}, y todavía no lo vemos en el banco.\n\n¿Pudo realizarlo? Si no fue posible, dígame **qué día y qué ${w.amount}** podemos anotar ahora.`,
          warm: `Sé que los días se complican. Teníamos anotado su pago de **{{money promise.amount}}** para el **{{date promise.date}}**, por ${ABOUT} de {{company.name}}, y todavía no lo vemos en el banco.\n\n¿Pudo realizarlo? Si no, dígame **qué día** le conviene y lo anoto.`,
        },
        closing: `Si ya pagó, envíeme ${w.receipt} y aplico el pago hoy mismo. Si no le es posible ${w.payAtOnce}, podemos ofrecerle ${w.plan}.`,
      },
      whatsapp: {
        body: `${w.hello}. Teníamos anotado su pago de {{promised_amount}} para el {{promised_date}}, por {{documents}}, y todavía no lo vemos en el banco. Si ya lo realizó, envíenos ${w.receipt}; si no, díganos qué fecha le conviene.`,
        button: 'Pagar en línea',
        freeForm: `Teníamos anotado su pago de {{money promise.amount}} para el {{date promise.date}} y no lo encuentro en el banco. ¿Pudo hacerlo?{{#if payment.link}} Si le es útil, el enlace es {{payment.link}}{{/if}}\nSi no fue posible, dígame qué día y cuánto, y lo anoto.`,
      },
      sms: '{{company.name}}: no vemos su pago de {{money promise.amount}} previsto para el {{shortDate promise.date}}. Si no fue posible, responda con otra fecha o {{#if contact.phone}}llame al {{contact.phone}}{{else}}escriba a {{contact.reach}}{{/if}}.{{#if payment.link}} {{payment.link}}{{/if}}',
      call: {
        kind: 'pending',
        reason: `«Le llamo porque teníamos anotado un pago de {{money promise.amount}} para el {{date promise.date}}, por ${ABOUT}, y todavía no lo vemos en el banco. Quería saber si se pudo hacer».`,
      },
      letter: {
        subject: 'Pago previsto para el {{date promise.date}}',
        body: `Teníamos registrado su compromiso de pago de {{money promise.amount}} para el {{date promise.date}}, correspondiente a ${ABOUT}. A la fecha no lo hemos recibido.\n\nSi ya lo realizó, le agradeceremos enviarnos ${w.receipt}. Si no le fue posible, comuníquese con nosotros para definir una nueva fecha o ${w.plan}.`,
      },
    },
    payment_received: {
      email: {
        subject: '{{company.name}}: recibimos su pago de {{money received.amount}}, muchas gracias',
        preheader:
          'Quedó aplicado a su cuenta. {{#if hasBalance}}Su saldo es de {{money amountDue}}.{{else}}No tiene saldo pendiente.{{/if}}',
        opening:
          'Muchas gracias. Recibimos su pago de **{{money received.amount}}** el **{{date received.date}}**{{#if received.invoices}}, aplicado a {{list received.invoices}}{{/if}}.\n\n{{#if hasBalance}}Su saldo con {{company.name}} es ahora de **{{money amountDue}}**.{{else}}Con esto no queda saldo pendiente con {{company.name}}.{{/if}}',
        closing: `Si el ${w.amount} o la aplicación no es lo que esperaba, respóndame y lo reviso. ${w.atYourService}`,
      },
      whatsapp: {
        body: `${w.hello}: recibimos su pago de {{received_amount}}, muchas gracias. Su saldo después de este pago es de {{balance}}, de acuerdo con nuestros registros.`,
        freeForm: `Recibimos su pago de {{money received.amount}}, muchas gracias. {{#if hasBalance}}Su saldo queda en {{money amountDue}}.{{else}}No le queda saldo pendiente.{{/if}}`,
      },
      sms: '{{company.name}}: recibimos su pago de {{money received.amount}} del {{shortDate received.date}}. Muchas gracias. {{#if hasBalance}}Saldo: {{money amountDue}}.{{else}}No queda saldo pendiente.{{/if}}',
      call: {
        kind: 'event',
        reason:
          '«Le llamo para agradecerle: recibimos su pago de {{money received.amount}} el {{date received.date}}. {{#if hasBalance}}Su saldo es ahora de {{money amountDue}}{{else}}Ya no tiene saldo pendiente{{/if}}».',
      },
      letter: {
        subject: 'Confirmación de pago por {{money received.amount}}',
        body: 'Le confirmamos la recepción de su pago de {{money received.amount}} con fecha {{date received.date}}{{#if received.invoices}}, aplicado a {{list received.invoices}}{{/if}}. Muchas gracias.\n\n{{#if hasBalance}}Después de este pago, su saldo es de {{money amountDue}}.{{else}}Después de este pago no queda saldo pendiente.{{/if}}',
      },
    },
    plan_confirmed: {
      email: {
        subject: `{{company.name}}: confirmamos su ${bare(w.plan)} por {{money plan.total}}`,
        preheader: `Fechas, ${w.amounts} y datos para pagar. El primer pago es el {{date plan.first}}.`,
        opening: `Gracias por acordarlo con nosotros. Queda registrado su ${bare(w.plan)} por ${ABOUT} de {{company.name}}: **{{money plan.total}}** en **{{plural plan.count "pago" "pagos"}}**, el primero el **{{date plan.first}}**.\n\nMientras los pagos lleguen en estas fechas, no le enviaremos recordatorios ${byCount('de esta factura', 'de estas facturas')}.`,
        closing: `Si alguna fecha o algún ${w.amount} no es lo que acordamos, o si algún mes se complica, avíseme antes y lo ajustamos. ${w.atYourService}`,
      },
      whatsapp: {
        body: `${w.hello} para confirmarle lo acordado: {{plan}}, por {{documents}}. Mientras los pagos lleguen en esas fechas no le enviaremos recordatorios. Si algo no coincide, responda a este mensaje.`,
        freeForm:
          'Queda registrado lo que acordamos: {{money plan.total}} en {{plural plan.count "pago" "pagos"}}, el primero el {{date plan.first}}.\nSi algún mes se complica, avíseme antes y lo ajustamos.',
      },
      sms: `{{company.name}}: confirmamos su ${bare(w.plan)} por {{money plan.total}} en {{plural plan.count "pago" "pagos"}}, el primero el {{shortDate plan.first}}. Dudas: {{contact.reach}}`,
      call: {
        kind: 'event',
        reason: `«Le llamo para confirmar lo que acordamos: {{money plan.total}} en {{plural plan.count "pago" "pagos"}}, el primero el {{date plan.first}}, por ${ABOUT}. ¿Está de acuerdo con las fechas?»`,
      },
      letter: {
        subject: `Confirmación de lo acordado por {{money plan.total}}`,
        body: `Por este medio confirmamos su ${bare(w.plan)} por {{money plan.total}} en {{plural plan.count "pago" "pagos"}}, correspondiente a ${ABOUT}. Las fechas y los ${w.amounts} son los siguientes.\n\nMientras los pagos se reciban en esas fechas, no realizaremos otras gestiones sobre este saldo.`,
      },
    },
    dispute_received: {
      email: {
        subject: `{{company.name}}: recibimos su comentario sobre ${ABOUT}`,
        preheader: 'Detuvimos los recordatorios mientras lo revisamos.',
        opening: `Gracias por avisarnos. Registramos su ${w.objection} sobre ${ABOUT}{{#if dispute.reason}} («{{dispute.reason}}»){{/if}} y **detuvimos los recordatorios** mientras la revisamos.\n\n{{#if dispute.owner}}La revisa {{dispute.owner}}{{else}}La reviso yo{{/if}} y tendrá una respuesta a más tardar el **{{date dispute.until}}**.`,
        closing: `Si tiene documentos que ayuden (${w.purchaseOrder.toLowerCase()}, ${w.deliveryNote}, correos), adjúntelos a su respuesta. No necesita hacer nada más por ahora.`,
      },
      whatsapp: {
        body: `${w.hello}: recibimos su comentario sobre {{documents}} y detuvimos los recordatorios. Lo revisa {{owner}} y tendrá una respuesta a más tardar el {{until}}. Si tiene documentos que ayuden, envíelos por aquí.`,
        freeForm: `Gracias por avisarnos. Detuvimos los recordatorios de ${ABOUT} y tendrá respuesta a más tardar el {{date dispute.until}}.\nSi tiene algún documento que ayude, envíelo por aquí.`,
      },
      sms: `{{company.name}}: recibimos su comentario sobre ${ABOUT}. Detuvimos los recordatorios; le respondemos el {{shortDate dispute.until}} o antes. Dudas: {{contact.reach}}`,
      call: {
        kind: 'event',
        reason: `«Le llamo por su comentario sobre ${ABOUT}. Ya detuvimos los recordatorios, y tendrá una respuesta a más tardar el {{date dispute.until}}. Quiero asegurarme de haberlo entendido bien».`,
      },
      letter: {
        subject: `Acuse de su comentario sobre ${ABOUT}`,
        body: `Acusamos recibo de su ${w.objection} sobre ${ABOUT}{{#if dispute.reason}} («{{dispute.reason}}»){{/if}}. Los recordatorios quedan detenidos mientras se revisa.\n\n{{#if dispute.owner}}La persona a cargo es {{dispute.owner}}. {{/if}}Recibirá una respuesta a más tardar el {{date dispute.until}}. Si cuenta con documentos de respaldo, le agradeceremos enviarlos.`,
      },
    },
    statement: {
      email: {
        subject: `{{company.name}}: su ${w.statement} al {{date asOf}}, saldo de {{money amountDue}}`,
        preheader:
          '{{plural count "factura abierta" "facturas abiertas"}} al {{date asOf}}. ¿Coincide con sus registros?',
        opening: `Le comparto su ${w.statement} con {{company.name}} al **{{date asOf}}**: {{plural count "factura abierta" "facturas abiertas"}} por **{{money amountDue}}**{{#if allOverdue}}, ya ${byCount('vencida', 'vencidas')}{{else}}{{#if hasOverdue}}; de ese saldo, **{{money overdue}}** ya está vencido{{else}}; nada ha vencido{{/if}}{{/if}}.`,
        closing: `Si algún movimiento no coincide con sus registros, o si falta aplicar un pago, envíeme ${w.receipt} o el detalle y lo concilio. ${w.atYourService}`,
      },
      whatsapp: {
        body: `${w.hello} con su ${w.statement}: tiene {{documents}} con un saldo de {{amount}} al día de hoy. Si algo no coincide con sus registros, responda a este mensaje y lo revisamos.`,
        button: 'Pagar en línea',
        freeForm: `Su ${w.statement} al {{date asOf}}: {{plural count "factura abierta" "facturas abiertas"}} por {{money amountDue}}{{#if allOverdue}}, ya ${byCount('vencida', 'vencidas')}{{else}}{{#if hasOverdue}}; de ese saldo, {{money overdue}} ya está vencido{{/if}}{{/if}}.{{#if payment.link}} Puede pagar en {{payment.link}}{{/if}}\n¿Coincide con sus registros?`,
      },
      sms: `{{company.name}}: su saldo al {{shortDate asOf}} es de {{money amountDue}} en {{plural count "factura" "facturas"}}.{{#if payment.link}} Pago: {{payment.link}}{{/if}} Dudas: {{contact.reach}}`,
      call: {
        kind: 'event',
        reason: `«Le llamo para conciliar su ${w.statement}: al {{date asOf}} tenemos {{plural count "factura abierta" "facturas abiertas"}} por {{money amountDue}}. Quisiera confirmar que coincide con sus registros».`,
      },
      letter: {
        subject: `${w.statement.charAt(0).toUpperCase()}${w.statement.slice(1)} al {{date asOf}}`,
        body: `Le presentamos su ${w.statement} al {{date asOf}}: {{plural count "factura abierta" "facturas abiertas"}} por {{money amountDue}}{{#if allOverdue}}, ya ${byCount('vencida', 'vencidas')}{{else}}{{#if hasOverdue}}; de ese saldo, {{money overdue}} ya está vencido{{/if}}{{/if}}.\n\nLe pedimos que lo revise con sus registros y nos informe de cualquier diferencia.`,
      },
    },
  };
}

/** `convenio de pago` out of `un convenio de pago`. */
function bare(plan: string): string {
  return plan.replace(/^una? /, '');
}

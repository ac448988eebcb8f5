import { byCount } from '../types';
import type { StageKey, StageTexts } from '../types';
import type { Words } from './words';

const PAY_SMS = '{{#if payment.link}} Pago: {{payment.link}}{{/if}}';

/** The six stages that ask for a payment, in the Spanish of one country. */
export function reminders(
  w: Words,
): Pick<
  Record<StageKey, StageTexts>,
  'before_due' | 'due_today' | 'first_reminder' | 'second_reminder' | 'formal_notice' | 'final_notice'
> {
  return {
    before_due: {
      email: {
        subject: `{{company.name}}: ${byCount('su factura {{invoice.number}} por {{money amountDue}} vence el {{date dueDate}}', '{{count}} facturas por {{money amountDue}}, la primera vence el {{date dueDate}}')}`,
        preheader: 'Aquí tiene los datos para pagar. Si ya lo hizo, no necesita hacer nada más.',
        opening: {
          neutral: `${byCount('Su factura **{{invoice.number}}** de {{company.name}}, por **{{money amountDue}}**, vence el **{{date dueDate}}**.', 'Le comparto sus facturas próximas a vencer con {{company.name}}: son **{{count}}**, suman **{{money amountDue}}** y la primera vence el **{{date dueDate}}**.')}\n\nSi ya pagó o dejó programado el pago, muchas gracias: ${w.ignore}.`,
          warm: `Gracias por su confianza. Le escribo solo para que lo tenga presente: ${byCount('su factura **{{invoice.number}}** de {{company.name}}, por **{{money amountDue}}**, vence el **{{date dueDate}}**.', 'tiene **{{count}}** facturas con {{company.name}} por **{{money amountDue}}**; la primera vence el **{{date dueDate}}**.')}\n\nSi ya pagó o dejó programado el pago, muchas gracias: ${w.ignore}.`,
        },
        closing: `Si algún dato no coincide con lo que recibió, o si necesita de nuevo ${w.document}, responda a este correo y lo resolvemos antes del vencimiento.`,
      },
      whatsapp: {
        body: `${w.hello} para recordarle {{documents}} por {{amount}}, con vencimiento el {{due_date}}. Si ya realizó el pago, muchas gracias: ${w.ignore}.`,
        button: 'Pagar en línea',
        freeForm: `Le recuerdo que ${byCount('la factura {{invoice.number}} por {{money amountDue}} vence el {{date dueDate}}', 'tiene {{count}} facturas por {{money amountDue}} y la primera vence el {{date dueDate}}')}.{{#if payment.link}} Puede pagar aquí: {{payment.link}}{{/if}}\nSi ya lo hizo, muchas gracias. ¿Necesita que le reenvíe ${w.document}?`,
      },
      sms: `{{company.name}}: ${byCount('su factura {{invoice.number}} por {{money amountDue}} vence el {{shortDate dueDate}}', '{{count}} facturas por {{money amountDue}} vencen desde el {{shortDate dueDate}}')}.${PAY_SMS} Gracias si ya se hizo el pago.`,
      call: {
        kind: 'preventive',
        reason: `«Le llamo por cortesía: ${byCount('la factura {{invoice.number}}, por {{money amountDue}}, vence el {{date dueDate}}', 'tenemos {{count}} facturas por {{money amountDue}} y la primera vence el {{date dueDate}}')}. Si ya quedó programado el pago, se lo agradecemos».`,
      },
      letter: {
        subject: byCount('Factura {{invoice.number}}, vencimiento {{date dueDate}}', '{{count}} facturas por vencer'),
        body: `Por este medio le informamos que ${byCount('la factura {{invoice.number}}, por {{money amountDue}}, vence el {{date dueDate}}', 'las facturas que se detallan, por {{money amountDue}}, vencen a partir del {{date dueDate}}')}. A continuación encontrará los datos para realizar el pago.\n\nSi el pago ya fue realizado, le damos las gracias y le pedimos que no tome en cuenta esta carta.`,
      },
    },
    due_today: {
      email: {
        subject: `{{company.name}}: ${byCount('hoy vence su factura {{invoice.number}} por {{money amountDue}}', '{{count}} facturas por {{money amountDue}}, la primera vence hoy')}`,
        preheader: 'Si su pago va en camino, muchas gracias. Aquí están los datos por si los necesita.',
        opening: {
          neutral: `${byCount('Hoy, {{date dueDate}}, vence su factura **{{invoice.number}}** de {{company.name}}, por **{{money amountDue}}**.', 'Tiene **{{count}}** facturas con {{company.name}}, por **{{money amountDue}}**; la primera vence hoy, {{date dueDate}}.')}\n\nSi su pago va en camino, muchas gracias; no necesita hacer nada más.`,
          warm: `Un recordatorio breve: ${byCount('hoy, {{date dueDate}}, vence su factura **{{invoice.number}}** de {{company.name}}, por **{{money amountDue}}**.', 'tiene **{{count}}** facturas con {{company.name}}, por **{{money amountDue}}**; la primera vence hoy, {{date dueDate}}.')}\n\nSi su pago va en camino, muchas gracias; no necesita hacer nada más.`,
        },
        closing:
          'Si prefiere confirmarme la fecha de pago o tiene alguna duda sobre la factura, responda a este correo{{#if contact.phone}} o llámeme{{/if}}; con gusto le atiendo.',
      },
      whatsapp: {
        body: `${w.hello} sobre {{documents}} por {{amount}}, con vencimiento hoy, {{due_date}}. Si su pago va en camino, muchas gracias. Si tiene alguna duda, responda a este mensaje.`,
        button: 'Pagar en línea',
        freeForm: `${byCount('Hoy vence la factura {{invoice.number}} por {{money amountDue}}', 'Tiene {{count}} facturas por {{money amountDue}} y la primera vence hoy')}.{{#if payment.link}} El enlace para pagar es {{payment.link}}{{/if}}\nSi el pago va en camino, muchas gracias; con que me avise, lo registro.`,
      },
      sms: `{{company.name}}: ${byCount('hoy vence su factura {{invoice.number}} por {{money amountDue}}', '{{count}} facturas por {{money amountDue}}, la primera vence hoy')}.${PAY_SMS} Gracias si su pago va en camino.`,
      call: {
        kind: 'preventive',
        reason: `«Le llamo porque ${byCount('hoy vence la factura {{invoice.number}}, por {{money amountDue}}', 'tenemos {{count}} facturas, por {{money amountDue}}, y la primera vence hoy')}. Quería saber si el pago va en camino o si le hace falta algún dato».`,
      },
      letter: {
        subject: byCount(
          'Factura {{invoice.number}}, vence hoy, {{date dueDate}}',
          '{{count}} facturas, la primera vence hoy, {{date dueDate}}',
        ),
        body: `Le informamos que hoy, {{date dueDate}}, ${byCount('vence la factura {{invoice.number}}', 'comienzan a vencer las facturas que se detallan')}, por {{money amountDue}}. Si el pago va en camino, le damos las gracias.\n\nQuedamos a su disposición para cualquier duda sobre la factura o la forma de pago.`,
      },
    },
    first_reminder: {
      email: {
        subject: `{{company.name}}: ${byCount('factura {{invoice.number}} pendiente', '{{count}} facturas pendientes')} por {{money amountDue}}`,
        preheader: `${w.overlooked} Aquí están el detalle y la forma de pagar.`,
        opening: {
          neutral: `${byCount('Su factura **{{invoice.number}}** de {{company.name}}, que venció el **{{date dueDate}}**, tiene un saldo pendiente de **{{money amountDue}}**.', 'Tenemos pendientes de pago **{{count}}** facturas suyas con {{company.name}}, por **{{money amountDue}}**; la más antigua venció el **{{date dueDate}}**.')} ${w.overlooked}\n\n¿Hubo algún inconveniente con la factura o con el pago? Si es así, respóndame y lo revisamos.`,
          warm: `Espero que todo marche bien. Al revisar su cuenta con {{company.name}} vi que ${byCount('la factura **{{invoice.number}}**, por **{{money amountDue}}**, venció el **{{date dueDate}}** y sigue pendiente.', '**{{count}}** facturas, por **{{money amountDue}}**, siguen pendientes; la más antigua venció el **{{date dueDate}}**.')} ${w.overlooked}\n\n¿Hubo algún inconveniente con la factura o con el pago? Con gusto lo revisamos.`,
          firm: `${byCount('La factura **{{invoice.number}}** de {{company.name}}, por **{{money amountDue}}**, venció el **{{date dueDate}}** y no hemos recibido el pago.', 'Su cuenta con {{company.name}} tiene **{{count}}** facturas vencidas, por **{{money amountDue}}**; la más antigua desde el **{{date dueDate}}**.')}\n\nLe pido que realice el pago o que me indique si hubo algún inconveniente.`,
        },
        closing: `Si ya pagó, le agradezco que me envíe ${w.receipt} para aplicar el pago a su cuenta, y disculpe la molestia. Si necesita unos días más, dígame qué fecha le conviene.`,
      },
      whatsapp: {
        body: `${w.hello} sobre {{documents}} por {{amount}}, con pago pendiente desde el {{due_date}}. Si ya lo realizó, envíenos ${w.receipt} por aquí. Si hubo algún inconveniente, con gusto le ayudamos.`,
        button: 'Pagar en línea',
        freeForm: `Le escribo por ${byCount('la factura {{invoice.number}} por {{money amountDue}}, con vencimiento el {{date dueDate}}', '{{count}} facturas por {{money amountDue}}; la más antigua venció el {{date dueDate}}')}: todavía no veo el pago. ¿Hubo algún inconveniente?{{#if payment.link}} Si le es útil, puede pagar aquí: {{payment.link}}{{/if}}\nSi ya pagó, envíeme por favor ${w.receipt} y lo aplico.`,
      },
      sms: `{{company.name}}: ${byCount('factura {{invoice.number}} por {{money amountDue}} sigue pendiente desde el {{shortDate dueDate}}', '{{count}} facturas por {{money amountDue}} pendientes, la primera del {{shortDate dueDate}}')}.${PAY_SMS} Dudas: {{contact.reach}}`,
      call: {
        kind: 'pending',
        reason: `«Le llamo porque ${byCount('la factura {{invoice.number}}, por {{money amountDue}}, venció el {{date dueDate}} y no hemos visto el pago', 'tenemos {{count}} facturas pendientes, por {{money amountDue}}; la más antigua venció el {{date dueDate}}')}. Quizá solo se pasó por alto».`,
      },
      letter: {
        subject: byCount('Factura {{invoice.number}} pendiente de pago', '{{count}} facturas pendientes de pago'),
        body: `Al revisar su cuenta observamos que ${byCount('la factura {{invoice.number}}, que venció el {{date dueDate}}, presenta un saldo pendiente de {{money amountDue}}', 'las facturas que se detallan, la más antigua con vencimiento el {{date dueDate}}, presentan un saldo pendiente de {{money amountDue}}')}. ${w.overlooked}\n\nLe agradeceremos realizar el pago con los datos que aparecen abajo. Si ya lo hizo, envíenos por favor ${w.receipt}; si hubo algún inconveniente, permítanos ayudarle a resolverlo.`,
      },
    },
    second_reminder: {
      email: {
        subject: `{{company.name}}: ${byCount('factura {{invoice.number}} por {{money amountDue}}', '{{count}} facturas por {{money amountDue}}')}, {{plural daysPastDue "día" "días"}} de atraso`,
        preheader: `¿Qué día podemos esperar su pago? También podemos ofrecerle ${w.plan}.`,
        opening: {
          neutral: `${byCount('Su factura **{{invoice.number}}** de {{company.name}} venció el **{{date dueDate}}**, hace {{plural daysPastDue "día" "días"}}, y presenta un saldo de **{{money amountDue}}**.', 'Sus **{{count}}** facturas con {{company.name}} suman un saldo vencido de **{{money amountDue}}**; la más antigua venció el **{{date dueDate}}**, hace {{plural daysPastDue "día" "días"}}.')}\n\n¿Me puede indicar **qué día realizará el pago**? Así lo dejo anotado en su cuenta.`,
          warm: `Le escribo de nuevo porque ${byCount('la factura **{{invoice.number}}** de {{company.name}}, por **{{money amountDue}}**, venció el **{{date dueDate}}**, hace {{plural daysPastDue "día" "días"}}, y aún no veo el pago.', 'aún no veo el pago de **{{count}}** facturas de {{company.name}}, por **{{money amountDue}}**; la más antigua venció el **{{date dueDate}}**, hace {{plural daysPastDue "día" "días"}}.')}\n\n¿Me ayuda indicándome **qué día realizará el pago**?`,
          firm: `${byCount('La factura **{{invoice.number}}** de {{company.name}}, por **{{money amountDue}}**, tiene {{plural daysPastDue "día" "días"}} de atraso desde su vencimiento, el **{{date dueDate}}**.', 'Su cuenta con {{company.name}} tiene **{{count}}** facturas vencidas por **{{money amountDue}}**; la más antigua, desde el **{{date dueDate}}**, lleva {{plural daysPastDue "día" "días"}} de atraso.')}\n\nLe pido que me confirme por escrito **la fecha de pago**.`,
        },
        closing: `Si no le es posible ${w.payAtOnce}, podemos ofrecerle ${w.plan}. Si ya pagó, envíeme ${w.receipt}; si no está de acuerdo con algún cargo, dígame cuál y lo reviso.`,
      },
      whatsapp: {
        body: `${w.hello} sobre {{documents}} por {{amount}}, con vencimiento el {{due_date}} y {{days}} de atraso. ¿Qué día podemos esperar su pago? Si lo prefiere, podemos ofrecerle ${w.plan}: responda a este mensaje.`,
        button: 'Pagar en línea',
        freeForm: `${byCount('Sigue pendiente la factura {{invoice.number}} por {{money amountDue}}; son {{plural daysPastDue "día" "días"}} desde el vencimiento, el {{date dueDate}}', 'Siguen pendientes {{count}} facturas por {{money amountDue}}; la más antigua venció hace {{plural daysPastDue "día" "días"}}, el {{date dueDate}}')}. ¿Qué día podemos esperar el pago?{{#if payment.link}} Enlace: {{payment.link}}{{/if}}\nSi no le es posible todo junto, podemos ofrecerle ${w.plan}.`,
      },
      sms: `{{company.name}}: ${byCount('factura {{invoice.number}} por {{money amountDue}}, pendiente desde el {{shortDate dueDate}}', '{{count}} facturas por {{money amountDue}}, la primera pendiente desde el {{shortDate dueDate}}')}. Responda con su fecha de pago o {{#if contact.phone}}llame al {{contact.phone}}{{else}}escriba a {{contact.reach}}{{/if}}.${PAY_SMS}`,
      call: {
        kind: 'pending',
        reason: `«Le llamo por ${byCount('la factura {{invoice.number}} por {{money amountDue}}: son {{plural daysPastDue "día" "días"}} desde el vencimiento, el {{date dueDate}}', '{{count}} facturas por {{money amountDue}}: la más antigua venció hace {{plural daysPastDue "día" "días"}}, el {{date dueDate}}')}. Me gustaría saber qué fecha de pago podemos anotar».`,
      },
      letter: {
        subject: byCount(
          'Segundo recordatorio, factura {{invoice.number}}',
          'Segundo recordatorio, {{count}} facturas vencidas',
        ),
        body: `A la fecha, ${byCount('la factura {{invoice.number}}, vencida el {{date dueDate}}, acumula {{plural daysPastDue "día" "días"}} de atraso con un saldo de {{money amountDue}}', 'las facturas que se detallan suman un saldo vencido de {{money amountDue}}; la más antigua acumula {{plural daysPastDue "día" "días"}} de atraso')}.\n\nLe pedimos que nos indique la fecha en que realizará el pago. Si no le es posible ${w.payAtOnce}, podemos ofrecerle ${w.plan}. Si tiene ${w.query} sobre la factura, háganosla saber para revisarla.`,
      },
    },
    formal_notice: {
      email: {
        subject: `{{company.name}}: ${w.formalStep} por {{money amountDue}}, ${byCount('factura {{invoice.number}}', '{{count}} facturas vencidas')}`,
        preheader: `Esperamos su pago a más tardar el {{date deadline}}; también podemos formalizar ${w.plan}.`,
        opening: `${byCount('Su factura **{{invoice.number}}** de {{company.name}}, vencida el **{{date dueDate}}** (hace {{plural daysPastDue "día" "días"}}), continúa con un saldo de **{{money amountDue}}**.', 'A la fecha, **{{count}}** facturas a su cargo con {{company.name}} continúan sin pago, por un saldo de **{{money amountDue}}**; la más antigua venció el **{{date dueDate}}** (hace {{plural daysPastDue "día" "días"}}).')}\n\n${w.underTerms}, le solicitamos ${w.settle} el saldo a más tardar el **{{date deadline}}**.`,
        closing: `Si no puede ${w.payAtOnce}, comuníquese conmigo antes de esa fecha y formalizamos ${w.plan}. Si ya pagó o tiene ${w.query}, envíeme ${w.receipt} o el detalle y lo atiendo de inmediato.`,
      },
      whatsapp: {
        body: `${w.hello}. Le solicitamos el pago de {{documents}} por {{amount}}, con vencimiento el {{due_date}}, a más tardar el {{deadline}}. Si requiere ${w.plan} o tiene ${w.query}, responda a este mensaje.`,
        button: 'Pagar en línea',
        freeForm: `Le pedimos ${w.settle} el saldo de {{money amountDue}} (${byCount('factura {{invoice.number}}, con vencimiento el {{date dueDate}}', '{{count}} facturas, la más antigua vencida el {{date dueDate}}')}) a más tardar el {{date deadline}}.{{#if payment.link}} Enlace de pago: {{payment.link}}{{/if}}\nSi no le es posible, dígame con qué ${w.amount} puede empezar y formalizamos ${w.plan}.`,
      },
      sms: `{{company.name}}: le pedimos el pago de {{money amountDue}} (${byCount('factura {{invoice.number}}', '{{count}} facturas')}) hasta el {{shortDate deadline}}. Para acordar el pago {{#if contact.phone}}llame al {{contact.phone}}{{else}}escriba a {{contact.reach}}{{/if}}.${PAY_SMS}`,
      call: {
        kind: 'notice',
        reason: `«Le llamo por el saldo de {{money amountDue}} de ${byCount('la factura {{invoice.number}}, que venció el {{date dueDate}}', '{{count}} facturas; la más antigua venció el {{date dueDate}}')}. ${w.underTerms}, le pedimos ${w.settle}lo a más tardar el {{date deadline}}. Quiero escucharle y ver qué podemos acordar».`,
      },
      letter: {
        subject: `${capital(w.formalStep)} por {{money amountDue}}`,
        body: `No obstante nuestros recordatorios, ${byCount('la factura {{invoice.number}}, vencida el {{date dueDate}}, continúa con un saldo de {{money amountDue}}', 'las facturas que se detallan, la más antigua vencida el {{date dueDate}}, continúan con un saldo de {{money amountDue}}')} ({{plural daysPastDue "día" "días"}} de atraso).\n\n${w.underTerms}, le requerimos ${w.settle} dicho saldo a más tardar el {{date deadline}}.\n\nSi no le es posible ${w.payAtOnce}, le invitamos a comunicarse con nosotros antes de esa fecha para formalizar ${w.plan}. Si tiene ${w.query}, envíenos el detalle por escrito y la revisaremos antes de cualquier otra gestión. Si ya pagó, le agradeceremos enviarnos ${w.receipt}.`,
      },
    },
    final_notice: {
      email: {
        subject: `{{company.name}}: saldo de {{money amountDue}}, ${byCount('factura {{invoice.number}}', '{{count}} facturas')}, fecha límite {{date deadline}}`,
        preheader: 'Qué sigue después del {{date deadline}} y qué podemos acordar antes.',
        opening: `${byCount('El saldo de su factura **{{invoice.number}}** de {{company.name}}, **{{money amountDue}}**, sigue sin pago desde el **{{date dueDate}}**.', 'El saldo de sus **{{count}}** facturas con {{company.name}}, **{{money amountDue}}**, sigue sin pago; la más antigua venció el **{{date dueDate}}**.')}\n\n${nextStep(w, '**')}`,
        closing: `Hasta ese día todavía podemos resolverlo directamente: pago total, pago en ${w.parts} o la revisión de cualquier diferencia. Si ya pagó, envíeme ${w.receipt}. {{#if contact.phone}}Llámeme o respóndame{{else}}Respóndame{{/if}}; prefiero que lo arreglemos entre nosotros.`,
      },
      whatsapp: {
        body: `${w.hello} sobre {{documents}} por {{amount}}, con saldo pendiente desde el {{due_date}}. Hasta el {{deadline}} podemos ver directamente con usted el pago o ${w.plan}. Responda a este mensaje y lo vemos.`,
        button: 'Pagar en línea',
        freeForm: `${nextStep(w, '')}\nHasta entonces podemos verlo usted y yo: pago de {{money amountDue}} o ${w.plan}.{{#if payment.link}} Enlace de pago: {{payment.link}}{{/if}} ¿Qué prefiere?`,
      },
      sms: `{{company.name}}: su saldo de {{money amountDue}} (${byCount('factura {{invoice.number}}', '{{count}} facturas')}) sigue pendiente. Hasta el {{shortDate deadline}} podemos acordar el pago: {{contact.reach}}.${PAY_SMS}`,
      call: {
        kind: 'notice',
        reason: `«Le llamo por el saldo de {{money amountDue}} de ${byCount('la factura {{invoice.number}}, pendiente desde el {{date dueDate}}', '{{count}} facturas; la más antigua venció el {{date dueDate}}')}. ${nextStep(w, '')} Antes de eso quiero ver con usted una solución».`,
      },
      letter: {
        subject: `Saldo pendiente de {{money amountDue}}, fecha límite {{date deadline}}`,
        body: `El saldo de {{money amountDue}} correspondiente a ${byCount('la factura {{invoice.number}} sigue sin pago desde el {{date dueDate}}', 'las facturas que se detallan sigue sin pago; la más antigua venció el {{date dueDate}}')}.\n\n${nextStep(w, '')}\n\nHasta esa fecha es posible resolverlo directamente con nosotros, mediante el pago total, ${w.plan} o la revisión de cualquier diferencia. Si el pago ya fue realizado, le agradeceremos enviarnos ${w.receipt}.`,
      },
    },
  };
}

/** What will be done, on which date; only what the policy says. */
function nextStep(w: Words, bold: string): string {
  const date = `${bold}{{date deadline}}${bold}`;
  const condition = `Si al ${date} no hemos recibido el pago ni formalizado ${w.plan}`;
  return `{{#if next.agency}}${condition}, el seguimiento de la cuenta pasará a ${w.agency}.{{else}}{{#if next.legal}}${condition}, entregaremos la cuenta a ${w.lawyers} para que valoren su cobro.{{else}}Le pedimos ${w.settle} el saldo o formalizar ${w.plan} a más tardar el ${date}; después de esa fecha concluye la gestión de ${w.department}.{{/if}}{{/if}}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

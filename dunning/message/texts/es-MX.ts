import type { LocaleTexts } from './types';

export const esMX: LocaleTexts = {
  locale: 'es-MX',
  terms: {
    language: 'español de México',
    greeting: 'Buen día, {{greetingName}}:',
    greetingNoName: 'Buen día:',
    team: 'Crédito y Cobranza',
    invoice: 'Factura',
    invoices: 'Facturas',
    issued: 'Emisión',
    due: 'Vencimiento',
    total: 'Total',
    paid: 'Pagado',
    balance: 'Saldo',
    amountDue: 'Saldo por pagar',
    credit: 'Saldo a favor',
    received: 'Importe recibido',
    daysOverdue: 'Días de vencida',
    day: 'día',
    days: 'días',
    howToPay: 'Cómo pagar',
    payNow: 'Pagar en línea',
    reference: 'Referencia',
    document: 'Ver CFDI',
    attachments: 'Adjuntos',
    signOff: 'Saludos cordiales,',
    taxId: 'RFC',
    bank: 'Banco',
    beneficiary: 'Beneficiario',
    account: 'Cuenta',
    purchaseOrder: 'Orden de compra',
    phone: 'Tel.',
    email: 'Correo',
    hours: 'Horario',
    page: 'Página',
    of: 'de',
    oneDocument: 'la factura {{number}}',
    manyDocuments: '{{count}} facturas ({{numbers}})',
  },
  stages: {
    before_due: {
      email: {
        subject:
          '{{company.name}}: {{#if many}}{{count}} facturas por {{money amountDue}} vencen a partir del {{date dueDate}}{{else}}su factura {{invoice.number}} por {{money amountDue}} vence el {{date dueDate}}{{/if}}',
        preheader: 'Aquí tiene los datos para pagar. Si ya lo hizo, no necesita hacer nada más.',
        opening:
          '{{#if many}}Le comparto sus facturas próximas a vencer con {{company.name}}: son **{{count}}**, suman **{{money amountDue}}** y la primera vence el **{{date dueDate}}**.{{else}}Su factura **{{invoice.number}}** con {{company.name}}, por **{{money amountDue}}**, vence el **{{date dueDate}}**.{{/if}}\n\nSi ya pagó o dejó programado el pago, muchas gracias: puede hacer caso omiso de este mensaje.',
        closing:
          'Si algún dato de la factura no coincide con lo que recibió, o si necesita el CFDI de nuevo, respóndame a este correo y lo resolvemos antes del vencimiento.',
      },
      whatsapp: {
        body: 'Buen día, {{customer_name}}. Le escribimos de {{company_name}} para recordarle {{documents}} por {{amount}}, con vencimiento el {{due_date}}. Si ya realizó el pago, muchas gracias; puede ignorar este mensaje.',
        button: 'Pagar en línea',
      },
      sms: '{{company.name}}: {{#if many}}{{count}} facturas por {{money amountDue}} vencen desde el {{shortDate dueDate}}{{else}}su factura {{invoice.number}} por {{money amountDue}} vence el {{shortDate dueDate}}{{/if}}. {{#if payment.link}}Pague en {{payment.link}} {{/if}}Si ya la pagó, gracias.',
    },
    due_today: {
      email: {
        subject:
          '{{company.name}}: hoy {{#if many}}vencen {{count}} facturas{{else}}vence su factura {{invoice.number}}{{/if}} por {{money amountDue}}',
        preheader: 'Si su pago va en camino, muchas gracias. Aquí están los datos por si los necesita.',
        opening:
          '{{#if many}}Hoy, {{date dueDate}}, vencen **{{count}}** facturas con {{company.name}} por un total de **{{money amountDue}}**.{{else}}Hoy, {{date dueDate}}, vence su factura **{{invoice.number}}** con {{company.name}}, por **{{money amountDue}}**.{{/if}}\n\nSi su pago va en camino, muchas gracias; no necesita hacer nada más.',
        closing:
          'Si prefiere confirmarme la fecha de pago o tiene alguna duda sobre la factura, respóndame a este correo o llámeme; con gusto le atiendo.',
      },
      whatsapp: {
        body: 'Buen día, {{customer_name}}. Le escribimos de {{company_name}}: hoy, {{due_date}}, es el vencimiento de {{documents}} por {{amount}}. Si su pago va en camino, muchas gracias. Cualquier duda, responda a este mensaje.',
        button: 'Pagar en línea',
      },
      sms: '{{company.name}}: hoy {{#if many}}vencen {{count}} facturas{{else}}vence su factura {{invoice.number}}{{/if}} por {{money amountDue}}. {{#if payment.link}}Pague en {{payment.link}} {{/if}}Si ya la pagó, gracias.',
    },
    first_reminder: {
      email: {
        subject:
          '{{company.name}}: {{#if many}}{{count}} facturas pendientes{{else}}factura {{invoice.number}} pendiente{{/if}} por {{money amountDue}}',
        preheader: 'Quizá se traspapeló. Aquí está el detalle y la forma de pagar.',
        opening:
          '{{#if many}}Tenemos pendientes de pago **{{count}}** facturas suyas con {{company.name}}, por **{{money amountDue}}**; la más antigua venció el **{{date dueDate}}**.{{else}}Su factura **{{invoice.number}}** con {{company.name}}, que venció el **{{date dueDate}}**, tiene un saldo pendiente de **{{money amountDue}}**.{{/if}} Es posible que se haya traspapelado.\n\n¿Hubo algún inconveniente con la factura o con el pago? Si es así, respóndame y lo revisamos juntos.',
        closing:
          'Si ya pagó, le agradezco que me envíe el comprobante para aplicarlo a su cuenta, y disculpe la molestia. Si necesita unos días más, dígame qué fecha le conviene.',
      },
      whatsapp: {
        body: 'Buen día, {{customer_name}}. Le escribimos de {{company_name}} sobre {{documents}} por {{amount}}, con pago pendiente desde el {{due_date}}. Si ya realizó el pago, envíenos el comprobante por aquí. Si hubo algún inconveniente, con gusto le ayudamos.',
        button: 'Pagar en línea',
      },
      sms: '{{company.name}}: {{#if many}}{{count}} facturas por {{money amountDue}} siguen pendientes desde el {{shortDate dueDate}}{{else}}su factura {{invoice.number}} por {{money amountDue}} sigue pendiente desde el {{shortDate dueDate}}{{/if}}. {{#if payment.link}}Pague en {{payment.link}} {{/if}}Dudas: {{contact.reach}}',
    },
    second_reminder: {
      email: {
        subject:
          '{{company.name}}: {{#if many}}{{count}} facturas{{else}}factura {{invoice.number}}{{/if}} por {{money amountDue}}, {{plural daysPastDue "día" "días"}} de vencida{{#if many}}s{{/if}}',
        preheader: '¿Qué día podemos esperar su pago? También podemos acordar un convenio.',
        opening:
          '{{#if many}}Sus **{{count}}** facturas con {{company.name}} suman un saldo vencido de **{{money amountDue}}**; la más antigua venció el **{{date dueDate}}**, hace {{plural daysPastDue "día" "días"}}.{{else}}Su factura **{{invoice.number}}** con {{company.name}} venció el **{{date dueDate}}**, hace {{plural daysPastDue "día" "días"}}, y conserva un saldo de **{{money amountDue}}**.{{/if}}\n\n¿Me puede indicar **qué día realizará el pago**? Con esa fecha actualizo su cuenta.',
        closing:
          'Si no le es posible cubrir el total en una sola exhibición, podemos acordar un convenio de pago. Si ya pagó, envíeme el comprobante; si no está de acuerdo con algún cargo, dígame cuál y lo reviso.',
      },
      whatsapp: {
        body: 'Buen día, {{customer_name}}. Le escribimos de {{company_name}} sobre {{documents}} por {{amount}}, con vencimiento el {{due_date}} y {{days}} de atraso. ¿Qué día podemos esperar su pago? Si lo prefiere, acordamos un convenio; responda a este mensaje.',
        button: 'Pagar en línea',
      },
      sms: '{{company.name}}: {{#if many}}{{count}} facturas{{else}}factura {{invoice.number}}{{/if}} por {{money amountDue}}, vencida{{#if many}}s{{/if}} desde el {{shortDate dueDate}}. Responda con su fecha de pago o llame al {{contact.reach}}.{{#if payment.link}} Pague en {{payment.link}}{{/if}}',
    },
    formal_notice: {
      email: {
        subject:
          '{{company.name}}: requerimiento de pago por {{money amountDue}}, {{#if many}}{{count}} facturas vencidas{{else}}factura {{invoice.number}}{{/if}}',
        preheader: 'Le pedimos regularizar el saldo a más tardar el {{date deadline}}, o acordar un convenio.',
        opening:
          '{{#if many}}A la fecha, {{count}} facturas a su cargo con {{company.name}} continúan sin pago, por un saldo vencido de **{{money amountDue}}**; la más antigua venció el **{{date dueDate}}** ({{plural daysPastDue "día" "días"}}).{{else}}A la fecha, su factura **{{invoice.number}}** con {{company.name}}, vencida el **{{date dueDate}}** ({{plural daysPastDue "día" "días"}}), continúa con un saldo de **{{money amountDue}}**.{{/if}}\n\nConforme a las condiciones de crédito pactadas, le solicitamos cubrirlo a más tardar el **{{date deadline}}**.',
        closing:
          'Si no puede liquidar el total, comuníquese conmigo antes de esa fecha: estamos en la mejor disposición de formalizar un convenio de pago. Si ya pagó o tiene una aclaración, envíeme el comprobante o el detalle y la atiendo de inmediato.',
      },
      whatsapp: {
        body: 'Buen día, {{customer_name}}. {{company_name}} le solicita el pago de {{documents}} por {{amount}}, con vencimiento el {{due_date}}, a más tardar el {{deadline}}. Si requiere un convenio de pago o tiene una aclaración, responda a este mensaje; con gusto le atendemos.',
        button: 'Pagar en línea',
      },
      sms: '{{company.name}}: le pedimos pagar {{money amountDue}} ({{#if many}}{{count}} facturas vencidas{{else}}factura {{invoice.number}}{{/if}}) a más tardar el {{shortDate deadline}}. Para un convenio de pago llame al {{contact.reach}}.{{#if payment.link}} {{payment.link}}{{/if}}',
    },
    final_notice: {
      email: {
        subject:
          '{{company.name}}: saldo de {{money amountDue}}, {{#if many}}{{count}} facturas{{else}}factura {{invoice.number}}{{/if}}, fecha límite {{date deadline}}',
        preheader: 'Qué sigue después del {{date deadline}} y qué podemos acordar antes.',
        opening:
          '{{#if many}}El saldo de sus {{count}} facturas con {{company.name}}, **{{money amountDue}}**, sigue sin pago desde el **{{date dueDate}}**.{{else}}El saldo de su factura **{{invoice.number}}** con {{company.name}}, **{{money amountDue}}**, sigue sin pago desde el **{{date dueDate}}**.{{/if}}\n\n{{#if next.agency}}Si al **{{date deadline}}** no hemos recibido el pago ni acordado un convenio, el seguimiento de la cuenta pasará a un despacho externo de cobranza.{{else}}{{#if next.legal}}Si al **{{date deadline}}** no hemos recibido el pago ni acordado un convenio, turnaremos la cuenta a nuestros abogados para que valoren su cobro.{{else}}Le pedimos cubrirlo o acordar un convenio de pago a más tardar el **{{date deadline}}**. Después de esa fecha daremos por concluidas las gestiones de nuestra área de Crédito y Cobranza.{{/if}}{{/if}}',
        closing:
          'Hasta ese día todavía podemos resolverlo directamente: pago total, convenio en parcialidades o la revisión de cualquier aclaración. Si ya pagó, envíeme el comprobante. Llámeme o respóndame; prefiero que lo arreglemos entre nosotros.',
      },
      whatsapp: {
        body: 'Buen día, {{customer_name}}. Le escribimos de {{company_name}} sobre {{documents}} por {{amount}}, pendiente desde el {{due_date}}. Hasta el {{deadline}} podemos acordar con usted el pago o un convenio. Responda a este mensaje y lo vemos directamente.',
        button: 'Pagar en línea',
      },
      sms: '{{company.name}}: su saldo de {{money amountDue}} ({{#if many}}{{count}} facturas{{else}}factura {{invoice.number}}{{/if}}) sigue pendiente. Hasta el {{shortDate deadline}} podemos acordar el pago o un convenio: {{contact.reach}}.{{#if payment.link}} {{payment.link}}{{/if}}',
    },
  },
};

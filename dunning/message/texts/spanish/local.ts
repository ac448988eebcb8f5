import { byCount } from '../types';
import type { StageKey, StageTexts } from '../types';

/** Sentences that a country says in its own way, beyond the words that differ; each takes the place of a whole part. */
export const LOCAL: Readonly<Record<string, Partial<Record<StageKey, Partial<StageTexts>>>>> = {
  'es-CO': {
    formal_notice: {
      letter: {
        subject: 'Cobro prejurídico por {{money amountDue}}',
        body: `Nos permitimos informarle que ${byCount('la factura {{invoice.number}}, con vencimiento el {{date dueDate}}, presenta', 'las facturas relacionadas, la más antigua con vencimiento el {{date dueDate}}, presentan')} un saldo en mora de {{money amountDue}}, con {{plural daysPastDue "día" "días"}} de atraso.\n\nDe acuerdo con las condiciones de pago pactadas, le solicitamos cancelar dicho saldo a más tardar el {{date deadline}}.\n\nSi no le es posible hacerlo en un solo pago, comuníquese con nuestra área de Cartera antes de esa fecha para suscribir un acuerdo de pago. Si presentó o desea presentar alguna objeción a la factura, envíenosla por escrito y la atenderemos antes de cualquier otra gestión. Si ya pagó, agradecemos enviarnos el soporte.`,
      },
    },
  },
  'es-AR': {
    formal_notice: {
      letter: {
        subject: 'Intimación de pago por {{money amountDue}}',
        body: `Nos dirigimos a usted en relación con ${byCount('la factura {{invoice.number}}, vencida el {{date dueDate}}, que a la fecha registra', 'las facturas que se detallan, la más antigua vencida el {{date dueDate}}, que a la fecha registran')} un saldo impago de {{money amountDue}} ({{plural daysPastDue "día" "días"}} de atraso).\n\nDe acuerdo con las condiciones comerciales pactadas, le solicitamos cancelarlo hasta el {{date deadline}} inclusive.\n\nSi no puede hacerlo en un solo pago, comuníquese con nosotros antes de esa fecha para acordar un plan de pagos. Si tiene alguna diferencia con lo facturado, envíenos el detalle por escrito y la revisaremos antes de cualquier otra gestión. Si ya transfirió, le agradeceremos el comprobante.`,
      },
    },
  },
  'es-ES': {
    first_reminder: {
      sms: `{{company.name}}: ${byCount('su factura {{invoice.number}} de {{money amountDue}} sigue pendiente desde el {{shortDate dueDate}}', '{{count}} facturas por {{money amountDue}} pendientes, la primera del {{shortDate dueDate}}')}.{{#if payment.link}} Pago: {{payment.link}}{{/if}} Consultas: {{contact.reach}}`,
    },
    formal_notice: {
      letter: {
        subject: 'Requerimiento de pago por {{money amountDue}}',
        body: `Pese a nuestros recordatorios, ${byCount('la factura {{invoice.number}}, vencida el {{date dueDate}}, mantiene', 'las facturas relacionadas, la más antigua vencida el {{date dueDate}}, mantienen')} un saldo pendiente de {{money amountDue}} ({{plural daysPastDue "día" "días"}} de retraso).\n\nSegún las condiciones de pago pactadas, le requerimos que abone dicho importe a más tardar el {{date deadline}}.\n\nSi no puede abonarlo en un solo pago, póngase en contacto con nosotros antes de esa fecha para acordar un plan de pagos. Si existe alguna discrepancia con lo facturado, háganosla llegar por escrito y la revisaremos antes de dar ningún otro paso. Si ya ha pagado, le agradeceremos que nos envíe el justificante.`,
      },
    },
    dispute_received: {
      sms: `{{company.name}}: hemos recibido su comentario sobre ${byCount('la factura {{invoice.number}}', '{{count}} facturas')}. Recordatorios detenidos; respuesta el {{shortDate dispute.until}} o antes. Consultas: {{contact.reach}}`,
    },
  },
};

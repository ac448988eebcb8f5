import { byCount } from '../types';
import type { StageKey, StageTexts } from '../types';

const ABOUT = byCount('a fatura {{invoice.number}}', '{{count}} faturas');
const REFERRING = byCount('à fatura {{invoice.number}}', 'a {{count}} faturas');
const PARTS = '{{plural plan.count "parcela" "parcelas"}}';

/** The stages that answer something that happened, and the statement, in the Portuguese of Brazil. */
export const EVENTS: Pick<
  Record<StageKey, StageTexts>,
  'promise_reminder' | 'broken_promise' | 'payment_received' | 'plan_confirmed' | 'dispute_received' | 'statement'
> = {
  promise_reminder: {
    email: {
      subject: '{{company.name}}: seu pagamento de {{money promise.amount}} previsto para {{date promise.date}}',
      preheader: 'Seguem os dados para pagamento. Se já pagou, agradecemos.',
      opening: `Como combinamos, anotei o seu pagamento de **{{money promise.amount}}** para **{{date promise.date}}**, referente ${REFERRING} da {{company.name}}.\n\nEscrevo só para enviar os dados de pagamento. Se já pagou, agradecemos; desconsidere esta mensagem.`,
      closing: 'Se algo mudou e você precisa de outra data, me avise antes desse dia e ajustamos. Fico à disposição.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}. Temos anotado o seu pagamento de {{promised_amount}} para {{promised_date}}, sobre {{documents}}. Se precisar dos dados para pagamento ou de outra data, avise por aqui.',
      button: 'Pagar agora',
      freeForm:
        'Só para lembrar o pagamento que combinamos: {{money promise.amount}} em {{date promise.date}}.{{#if payment.link}} Link: {{payment.link}}{{/if}}\nSe algo mudou, me diga e vemos outra data.',
    },
    sms: '{{company.name}}: lembrando seu pagamento de {{money promise.amount}} previsto para {{shortDate promise.date}}.{{#if payment.link}} Pague: {{payment.link}}{{/if}} Contato: {{contact.reach}}',
    call: {
      kind: 'preventive',
      reason: `“Estou ligando para lembrar o pagamento de {{money promise.amount}} que você previu para {{date promise.date}}, referente ${REFERRING}. Queria confirmar se tem todos os dados.”`,
    },
    letter: {
      subject: 'Pagamento combinado para {{date promise.date}}',
      body: `Conforme o que nos informou, temos registrado um pagamento de {{money promise.amount}} para {{date promise.date}}, referente ${REFERRING}.\n\nOs dados para pagamento estão a seguir. Se precisar de outra data, pedimos que nos avise antes desse dia.`,
    },
  },
  broken_promise: {
    email: {
      subject: '{{company.name}}: ainda não vimos o seu pagamento de {{money promise.amount}} de {{date promise.date}}',
      preheader: 'Conseguiu fazer? Se não, me diga que data fica melhor.',
      opening: {
        neutral: `Tínhamos anotado o seu pagamento de **{{money promise.amount}}** para **{{date promise.date}}**, referente ${REFERRING} da {{company.name}}, e ainda não o vimos no banco.\n\nConseguiu fazer? Se não foi possível, me diga **que dia e que valor** podemos anotar agora.`,
        warm: `Sei que os dias são corridos. Tínhamos anotado o seu pagamento de **{{money promise.amount}}** para **{{date promise.date}}**, referente ${REFERRING} da {{company.name}}, e ainda não o vimos no banco.\n\nConseguiu fazer? Se não, me diga **que dia** fica melhor e eu anoto.`,
      },
      closing:
        'Se já pagou, me envie o comprovante e dou baixa hoje mesmo. Se o valor total não for possível, podemos combinar um parcelamento.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}. Tínhamos anotado o seu pagamento de {{promised_amount}} para {{promised_date}}, sobre {{documents}}, e ainda não o vimos no banco. Se já pagou, envie o comprovante; se não, diga que data fica melhor.',
      button: 'Pagar agora',
      freeForm:
        'Tínhamos anotado o seu pagamento de {{money promise.amount}} para {{date promise.date}} e não o encontrei no banco. Conseguiu fazer?{{#if payment.link}} Se ajudar, o link é {{payment.link}}{{/if}}\nSe não foi possível, me diga que dia e quanto, e eu anoto.',
    },
    sms: '{{company.name}}: ainda sem o pagamento de {{money promise.amount}} previsto para {{shortDate promise.date}}. Se mudou, responda com outra data ou {{#if contact.phone}}ligue {{contact.phone}}{{else}}escreva para {{contact.reach}}{{/if}}.{{#if payment.link}} {{payment.link}}{{/if}}',
    call: {
      kind: 'pending',
      reason: `“Estou ligando porque tínhamos anotado um pagamento de {{money promise.amount}} para {{date promise.date}}, referente ${REFERRING}, e ainda não o vimos no banco. Queria saber se foi possível fazer.”`,
    },
    letter: {
      subject: 'Pagamento previsto para {{date promise.date}}',
      body: `Tínhamos registrado o seu compromisso de pagamento de {{money promise.amount}} para {{date promise.date}}, referente ${REFERRING}. Até o momento não o recebemos.\n\nSe já foi efetuado, agradecemos o envio do comprovante. Se não foi possível, entre em contato para combinarmos uma nova data ou um parcelamento.`,
    },
  },
  payment_received: {
    email: {
      subject: '{{company.name}}: recebemos seu pagamento de {{money received.amount}} e agradecemos',
      preheader:
        'O pagamento já foi baixado. {{#if hasBalance}}Seu saldo é de {{money amountDue}}.{{else}}Não há saldo em aberto.{{/if}}',
      opening:
        'Recebemos o seu pagamento de **{{money received.amount}}** em **{{date received.date}}**{{#if received.invoices}}, referente a {{list received.invoices}}{{/if}}. Agradecemos.\n\n{{#if hasBalance}}Seu saldo com a {{company.name}} agora é de **{{money amountDue}}**.{{else}}Com isso não há saldo em aberto com a {{company.name}}.{{/if}}',
      closing: 'Se o valor ou a baixa não forem os que você esperava, me responda e eu verifico. Fico à disposição.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}: recebemos seu pagamento de {{received_amount}} e agradecemos. Seu saldo depois deste pagamento é de {{balance}}, conforme nossos registros.',
      freeForm:
        'Recebemos seu pagamento de {{money received.amount}} e agradecemos. {{#if hasBalance}}Seu saldo fica em {{money amountDue}}.{{else}}Não há mais saldo em aberto.{{/if}}',
    },
    sms: '{{company.name}}: recebemos seu pagamento de {{money received.amount}} em {{shortDate received.date}} e agradecemos. {{#if hasBalance}}Saldo: {{money amountDue}}.{{else}}Sem saldo em aberto.{{/if}}',
    call: {
      kind: 'event',
      reason:
        '“Estou ligando para agradecer: recebemos seu pagamento de {{money received.amount}} em {{date received.date}}. {{#if hasBalance}}Seu saldo agora é de {{money amountDue}}.{{else}}Não há mais saldo em aberto.{{/if}}”',
    },
    letter: {
      subject: 'Confirmação de pagamento de {{money received.amount}}',
      body: 'Confirmamos que em {{date received.date}} recebemos o seu pagamento de {{money received.amount}}{{#if received.invoices}}, referente a {{list received.invoices}}{{/if}}. Agradecemos.\n\n{{#if hasBalance}}Depois deste pagamento, o seu saldo é de {{money amountDue}}.{{else}}Depois deste pagamento não há saldo em aberto.{{/if}}',
    },
  },
  plan_confirmed: {
    email: {
      subject: '{{company.name}}: confirmamos o parcelamento de {{money plan.total}}',
      preheader: 'Datas, valores e dados para pagamento. A primeira parcela é em {{date plan.first}}.',
      opening: `Agradecemos por combinar conosco. Fica registrado o parcelamento referente ${REFERRING} da {{company.name}}: **{{money plan.total}}** em **${PARTS}**, a primeira em **{{date plan.first}}**.\n\nEnquanto os pagamentos chegarem nessas datas, não enviaremos lembretes ${byCount('dessa fatura', 'dessas faturas')}.`,
      closing:
        'Se alguma data ou algum valor não for o que combinamos, ou se algum mês apertar, me avise antes e ajustamos. Fico à disposição.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}, para confirmar o combinado sobre {{documents}}: pagamentos de {{plan}}, nessa ordem. Enquanto os pagamentos chegarem nessas datas, não enviaremos lembretes. Se algo não conferir, responda a esta mensagem.',
      freeForm: `Fica registrado o que combinamos: {{money plan.total}} em ${PARTS}, a primeira em {{date plan.first}}.\nSe algum mês apertar, me avise antes e ajustamos.`,
    },
    sms: `{{company.name}}: confirmamos o parcelamento de {{money plan.total}} em ${PARTS}, a primeira em {{shortDate plan.first}}. Contato: {{contact.reach}}`,
    call: {
      kind: 'event',
      reason: `“Estou ligando para confirmar o que combinamos: {{money plan.total}} em ${PARTS}, a primeira em {{date plan.first}}, referente ${REFERRING}. Você está de acordo com as datas?”`,
    },
    letter: {
      subject: 'Confirmação do parcelamento de {{money plan.total}}',
      body: `Confirmamos o parcelamento de {{money plan.total}} em ${PARTS}, referente ${REFERRING}. As datas e os valores são os seguintes.\n\nEnquanto os pagamentos forem recebidos nessas datas, não tomaremos outras providências sobre este saldo.`,
    },
  },
  dispute_received: {
    email: {
      subject: `{{company.name}}: recebemos seu comentário sobre ${ABOUT}`,
      preheader: 'Suspendemos os lembretes enquanto verificamos.',
      opening: `Agradecemos o aviso. Registramos sua contestação sobre ${ABOUT}{{#if dispute.reason}} (“{{dispute.reason}}”){{/if}} e **suspendemos os lembretes** enquanto verificamos.\n\n{{#if dispute.owner}}Quem está verificando é {{dispute.owner}}{{else}}Estou verificando pessoalmente{{/if}}, e você terá uma resposta até **{{date dispute.until}}**.`,
      closing:
        'Se tiver documentos que ajudem (pedido de compra, canhoto, mensagens), anexe à sua resposta. Por ora não precisa fazer mais nada.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}: recebemos seu comentário sobre {{documents}} e suspendemos os lembretes. Quem está verificando é {{owner}} e você terá uma resposta até {{until}}. Se tiver documentos que ajudem, envie por aqui.',
      freeForm: `Agradecemos o aviso. Suspendemos os lembretes sobre ${ABOUT} e você terá uma resposta até {{date dispute.until}}.\nSe tiver algum documento que ajude, mande por aqui.`,
    },
    sms: `{{company.name}}: recebemos seu aviso sobre ${ABOUT}. Os lembretes foram suspensos; respondemos até {{shortDate dispute.until}}. Contato: {{contact.reach}}`,
    call: {
      kind: 'event',
      reason: `“Estou ligando sobre o seu comentário a respeito de ${byCount('uma fatura, a {{invoice.number}}', '{{count}} faturas')}. Já suspendemos os lembretes, e você terá uma resposta até {{date dispute.until}}. Quero ter certeza de que entendi bem.”`,
    },
    letter: {
      subject: `Recebimento do seu comentário sobre ${ABOUT}`,
      body: `Acusamos o recebimento da sua contestação sobre ${ABOUT}{{#if dispute.reason}} (“{{dispute.reason}}”){{/if}}. Os lembretes ficam suspensos durante a verificação.\n\n{{#if dispute.owner}}A pessoa responsável é {{dispute.owner}}. {{/if}}Você receberá uma resposta até {{date dispute.until}}. Se tiver documentos de apoio, agradecemos o envio.`,
    },
  },
  statement: {
    email: {
      subject: '{{company.name}}: seu extrato, posição em {{date asOf}}, saldo de {{money amountDue}}',
      preheader:
        '{{plural count "fatura em aberto" "faturas em aberto"}} em {{date asOf}}. Confere com os seus registros?',
      opening: `Segue o seu extrato com a {{company.name}}, posição em **{{date asOf}}**: {{plural count "fatura em aberto" "faturas em aberto"}}, no total de **{{money amountDue}}**{{#if allOverdue}}, ${byCount('já vencida', 'já vencidas')}{{else}}{{#if hasOverdue}}; desse saldo, **{{money overdue}}** já venceu{{else}}; nada venceu{{/if}}{{/if}}.`,
      closing:
        'Se algum lançamento não conferir com os seus registros, ou se faltar a baixa de um pagamento, me envie o comprovante ou o detalhe e eu concilio. Fico à disposição.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}, com o seu extrato: {{documents}} com saldo de {{amount}} na data de hoje. Se algo não conferir com os seus registros, responda a esta mensagem e verificamos.',
      button: 'Pagar agora',
      freeForm: `Seu extrato, posição em {{date asOf}}: {{plural count "fatura em aberto" "faturas em aberto"}}, no total de {{money amountDue}}{{#if allOverdue}}, ${byCount('já vencida', 'já vencidas')}{{else}}{{#if hasOverdue}}; desse saldo, {{money overdue}} já venceu{{/if}}{{/if}}.{{#if payment.link}} Você pode pagar em {{payment.link}}{{/if}}\nConfere com os seus registros?`,
    },
    sms: '{{company.name}}: seu saldo em {{shortDate asOf}} soma {{money amountDue}} em {{plural count "fatura" "faturas"}}.{{#if payment.link}} Pague: {{payment.link}}{{/if}} Contato: {{contact.reach}}',
    call: {
      kind: 'event',
      reason:
        '“Estou ligando para conciliar o seu extrato: em {{date asOf}}, temos {{plural count "fatura em aberto" "faturas em aberto"}}, no total de {{money amountDue}}. Queria confirmar se confere com os seus registros.”',
    },
    letter: {
      subject: 'Extrato, posição em {{date asOf}}',
      body: `Apresentamos o seu extrato, posição em {{date asOf}}: {{plural count "fatura em aberto" "faturas em aberto"}}, no total de {{money amountDue}}{{#if allOverdue}}, ${byCount('já vencida', 'já vencidas')}{{else}}{{#if hasOverdue}}; desse saldo, {{money overdue}} já venceu{{/if}}{{/if}}.\n\nPedimos que confira com os seus registros e nos informe qualquer diferença.`,
    },
  },
};

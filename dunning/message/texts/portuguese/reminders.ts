import { byCount } from '../types';
import type { StageKey, StageTexts } from '../types';

const PAY_SMS = '{{#if payment.link}} Pague: {{payment.link}}{{/if}}';

const NEXT_STEP =
  '{{#if next.agency}}Se até {{date deadline}} não recebermos o pagamento nem fecharmos um acordo, o acompanhamento da conta passará a uma empresa externa de cobrança.{{else}}{{#if next.legal}}Se até {{date deadline}} não recebermos o pagamento nem fecharmos um acordo, encaminharemos a conta aos nossos advogados, que avaliarão a cobrança.{{else}}Pedimos que o saldo seja pago ou parcelado em acordo até {{date deadline}}; depois dessa data, encerramos as tratativas da nossa área de Contas a Receber.{{/if}}{{/if}}';

/** The six stages that ask for a payment, in the Portuguese of Brazil. */
export const REMINDERS: Pick<
  Record<StageKey, StageTexts>,
  'before_due' | 'due_today' | 'first_reminder' | 'second_reminder' | 'formal_notice' | 'final_notice'
> = {
  before_due: {
    email: {
      subject: `{{company.name}}: ${byCount('sua fatura {{invoice.number}} de {{money amountDue}} vence em {{date dueDate}}', '{{count}} faturas no total de {{money amountDue}}, a primeira vence em {{date dueDate}}')}`,
      preheader: 'Seguem os dados para pagamento. Se você já pagou, não precisa fazer mais nada.',
      opening: {
        neutral: `${byCount('A fatura **{{invoice.number}}** da {{company.name}}, no valor de **{{money amountDue}}**, vence em **{{date dueDate}}**.', 'Você tem **{{count}}** faturas da {{company.name}} a vencer, no total de **{{money amountDue}}**; a primeira vence em **{{date dueDate}}**.')}\n\nSe já pagou ou deixou o pagamento agendado, agradecemos; desconsidere esta mensagem.`,
        warm: `Agradecemos a parceria. Só para ajudar na sua programação: ${byCount('a fatura **{{invoice.number}}** da {{company.name}}, no valor de **{{money amountDue}}**, vence em **{{date dueDate}}**.', 'são **{{count}}** faturas da {{company.name}}, no total de **{{money amountDue}}**; a primeira vence em **{{date dueDate}}**.')}\n\nSe já pagou ou deixou agendado, agradecemos; desconsidere esta mensagem.`,
      },
      closing:
        'Se algum dado da nota não conferir, ou se precisar da segunda via, responda a este e-mail e resolvemos antes do vencimento.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}. Escrevemos para lembrar sobre {{documents}} no valor de {{amount}}, com vencimento em {{due_date}}. Se o pagamento já foi feito, agradecemos; desconsidere esta mensagem.',
      button: 'Pagar agora',
      freeForm: `Lembrando que ${byCount('a fatura {{invoice.number}} de {{money amountDue}} vence em {{date dueDate}}', 'são {{count}} faturas no total de {{money amountDue}}, e a primeira vence em {{date dueDate}}')}.{{#if payment.link}} O link para pagar é {{payment.link}}{{/if}}\nSe já pagou, agradecemos. Quer que eu reenvie a nota?`,
    },
    sms: `{{company.name}}: ${byCount('sua fatura {{invoice.number}} de {{money amountDue}} vence em {{shortDate dueDate}}', '{{count}} faturas, {{money amountDue}}, a primeira vence em {{shortDate dueDate}}')}.${PAY_SMS} Se pagou, agradecemos.`,
    call: {
      kind: 'preventive',
      reason: `“Estou ligando por cortesia: ${byCount('a fatura {{invoice.number}}, de {{money amountDue}}, vence em {{date dueDate}}', 'temos {{count}} faturas, no total de {{money amountDue}}, e a primeira vence em {{date dueDate}}')}. Se o pagamento já está agendado, agradecemos.”`,
    },
    letter: {
      subject: byCount('Fatura {{invoice.number}}, vencimento em {{date dueDate}}', '{{count}} faturas a vencer'),
      body: `Informamos que ${byCount('a fatura {{invoice.number}}, no valor de {{money amountDue}}, vence em {{date dueDate}}', 'as faturas abaixo, no total de {{money amountDue}}, vencem a partir de {{date dueDate}}')}. Os dados para pagamento estão a seguir.\n\nSe o pagamento já foi efetuado, agradecemos e pedimos que desconsidere esta carta.`,
    },
  },
  due_today: {
    email: {
      subject: `{{company.name}}: ${byCount('sua fatura {{invoice.number}} de {{money amountDue}} vence hoje', '{{count}} faturas, {{money amountDue}}, a primeira vence hoje')}`,
      preheader: 'Se o pagamento já está a caminho, agradecemos. Os dados estão aqui, se precisar.',
      opening: {
        neutral: `${byCount('Hoje, {{date dueDate}}, vence a fatura **{{invoice.number}}** da {{company.name}}, no valor de **{{money amountDue}}**.', 'Você tem **{{count}}** faturas da {{company.name}}, no total de **{{money amountDue}}**; a primeira vence hoje, {{date dueDate}}.')}\n\nSe o pagamento já está a caminho, agradecemos; não precisa fazer mais nada.`,
        warm: `Um lembrete rápido: ${byCount('hoje, {{date dueDate}}, vence a fatura **{{invoice.number}}** da {{company.name}}, no valor de **{{money amountDue}}**.', 'você tem **{{count}}** faturas da {{company.name}}, no total de **{{money amountDue}}**; a primeira vence hoje, {{date dueDate}}.')}\n\nSe o pagamento já está a caminho, agradecemos; não precisa fazer mais nada.`,
      },
      closing:
        'Se preferir confirmar comigo a data do pagamento, ou se tiver dúvida sobre a nota, responda a este e-mail{{#if contact.phone}} ou me ligue{{/if}}.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}, sobre {{documents}} no valor de {{amount}}, com vencimento hoje, {{due_date}}. Se o pagamento já está a caminho, agradecemos. Qualquer dúvida, responda a esta mensagem.',
      button: 'Pagar agora',
      freeForm: `${byCount('Hoje vence a fatura {{invoice.number}} no valor de {{money amountDue}}', 'São {{count}} faturas no total de {{money amountDue}}, e a primeira vence hoje')}.{{#if payment.link}} O link para pagar é {{payment.link}}{{/if}}\nSe o pagamento já está a caminho, agradecemos; é só me avisar que eu registro.`,
    },
    sms: `{{company.name}}: ${byCount('hoje vence sua fatura {{invoice.number}} de {{money amountDue}}', '{{count}} faturas, {{money amountDue}}, a primeira vence hoje')}.${PAY_SMS} Se pagou, agradecemos.`,
    call: {
      kind: 'preventive',
      reason: `“Estou ligando porque ${byCount('hoje vence a fatura {{invoice.number}}, de {{money amountDue}}', 'temos {{count}} faturas, no total de {{money amountDue}}, e a primeira vence hoje')}. Queria saber se o pagamento está a caminho ou se falta algum dado.”`,
    },
    letter: {
      subject: byCount(
        'Fatura {{invoice.number}}, vencimento hoje, {{date dueDate}}',
        '{{count}} faturas, a primeira vence hoje, {{date dueDate}}',
      ),
      body: `Informamos que hoje, {{date dueDate}}, ${byCount('vence a fatura {{invoice.number}}', 'começam a vencer as faturas abaixo')}, no valor de {{money amountDue}}. Se o pagamento já está a caminho, agradecemos.\n\nFicamos à disposição para qualquer dúvida sobre a nota ou a forma de pagamento.`,
    },
  },
  first_reminder: {
    email: {
      subject: `{{company.name}}: ${byCount('fatura {{invoice.number}} em aberto', '{{count}} faturas em aberto')}, {{money amountDue}}`,
      preheader: 'Pode ter passado despercebido. Veja o detalhe e como pagar.',
      opening: {
        neutral: `${byCount('A fatura **{{invoice.number}}** da {{company.name}}, vencida em **{{date dueDate}}**, tem um saldo em aberto de **{{money amountDue}}**.', 'Constam em aberto **{{count}}** faturas suas com a {{company.name}}, no total de **{{money amountDue}}**; a mais antiga venceu em **{{date dueDate}}**.')} Pode ter passado despercebido.\n\nHouve algum problema com a nota ou com o pagamento? Se sim, me responda e vemos juntos.`,
        warm: `Espero que esteja tudo bem. Vi aqui que ${byCount('a fatura **{{invoice.number}}** da {{company.name}}, de **{{money amountDue}}**, venceu em **{{date dueDate}}** e continua em aberto.', '**{{count}}** faturas da {{company.name}}, no total de **{{money amountDue}}**, continuam em aberto; a mais antiga venceu em **{{date dueDate}}**.')} Pode ter passado despercebido.\n\nHouve algum problema com a nota ou com o pagamento? Posso ajudar.`,
        firm: `${byCount('A fatura **{{invoice.number}}** da {{company.name}}, de **{{money amountDue}}**, venceu em **{{date dueDate}}** e não identificamos o pagamento.', 'Sua conta com a {{company.name}} tem **{{count}}** faturas vencidas, no total de **{{money amountDue}}**; a mais antiga, desde **{{date dueDate}}**.')}\n\nPeço que faça o pagamento ou me diga se houve algum problema.`,
      },
      closing:
        'Se já pagou, me envie por favor o comprovante para eu dar baixa, e desculpe o incômodo. Se precisar de mais alguns dias, me diga qual data fica melhor.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}, sobre {{documents}} no valor de {{amount}}, em aberto desde {{due_date}}. Se já pagou, envie o comprovante por aqui. Se houve algum problema, podemos ajudar.',
      button: 'Pagar agora',
      freeForm: `Ainda não identifiquei o pagamento ${byCount('da fatura {{invoice.number}}, {{money amountDue}}, com vencimento em {{date dueDate}}', 'de {{count}} faturas, {{money amountDue}}; a mais antiga venceu em {{date dueDate}}')}. Houve algum problema?{{#if payment.link}} Se ajudar, o link é {{payment.link}}{{/if}}\nSe já pagou, me mande o comprovante e eu dou baixa.`,
    },
    sms: `{{company.name}}: ${byCount('fatura {{invoice.number}} de {{money amountDue}} segue em aberto desde {{shortDate dueDate}}', '{{count}} faturas em aberto, {{money amountDue}}, a primeira de {{shortDate dueDate}}')}.${PAY_SMS} Contato: {{contact.reach}}`,
    call: {
      kind: 'pending',
      reason: `“Estou ligando porque ${byCount('a fatura {{invoice.number}}, de {{money amountDue}}, venceu em {{date dueDate}} e não vimos o pagamento', 'temos {{count}} faturas em aberto, no total de {{money amountDue}}; a mais antiga venceu em {{date dueDate}}')}. Talvez só tenha passado despercebido.”`,
    },
    letter: {
      subject: byCount('Fatura {{invoice.number}} em aberto', '{{count}} faturas em aberto'),
      body: `Em nossos registros, ${byCount('a fatura {{invoice.number}}, vencida em {{date dueDate}}, apresenta saldo em aberto de {{money amountDue}}', 'as faturas abaixo, a mais antiga vencida em {{date dueDate}}, apresentam saldo em aberto de {{money amountDue}}')}. É possível que tenha passado despercebido.\n\nAgradecemos o pagamento pelos dados abaixo. Se já foi efetuado, envie-nos o comprovante; se houve algum problema, conte conosco para resolvê-lo.`,
    },
  },
  second_reminder: {
    email: {
      subject: `{{company.name}}: ${byCount('fatura {{invoice.number}} de {{money amountDue}}', '{{count}} faturas, {{money amountDue}}')}, {{plural daysPastDue "dia" "dias"}} de atraso`,
      preheader: 'Em que dia podemos contar com o pagamento? Também podemos parcelar.',
      opening: {
        neutral: `${byCount('A fatura **{{invoice.number}}** da {{company.name}} venceu em **{{date dueDate}}**, há {{plural daysPastDue "dia" "dias"}}, e tem saldo de **{{money amountDue}}**.', 'Suas **{{count}}** faturas com a {{company.name}} somam **{{money amountDue}}** em atraso; a mais antiga venceu em **{{date dueDate}}**, há {{plural daysPastDue "dia" "dias"}}.')}\n\nPode me dizer **em que dia fará o pagamento**? Assim deixo anotado na sua conta.`,
        warm: `Volto a escrever porque ${byCount('a fatura **{{invoice.number}}** da {{company.name}}, de **{{money amountDue}}**, venceu em **{{date dueDate}}**, há {{plural daysPastDue "dia" "dias"}}, e ainda não vi o pagamento.', 'ainda não vi o pagamento de **{{count}}** faturas da {{company.name}}, no total de **{{money amountDue}}**; a mais antiga venceu em **{{date dueDate}}**, há {{plural daysPastDue "dia" "dias"}}.')}\n\nVocê me ajuda dizendo **em que dia fará o pagamento**?`,
        firm: `${byCount('A fatura **{{invoice.number}}** da {{company.name}}, de **{{money amountDue}}**, está há {{plural daysPastDue "dia" "dias"}} em atraso, desde **{{date dueDate}}**.', 'Sua conta com a {{company.name}} tem **{{count}}** faturas em atraso, no total de **{{money amountDue}}**; a mais antiga, de **{{date dueDate}}**, está há {{plural daysPastDue "dia" "dias"}} em atraso.')}\n\nPeço que me confirme por escrito **a data do pagamento**.`,
      },
      closing:
        'Se não for possível pagar tudo de uma vez, podemos combinar um parcelamento. Se já pagou, me envie o comprovante; se não concordar com algum valor, me diga qual e eu verifico.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}, sobre {{documents}} no valor de {{amount}}, com vencimento em {{due_date}} e {{days}} de atraso. Em que dia podemos contar com o pagamento? Se preferir, combinamos um parcelamento: responda a esta mensagem.',
      button: 'Pagar agora',
      freeForm: `${byCount('A fatura {{invoice.number}} segue em aberto: {{money amountDue}}, {{plural daysPastDue "dia" "dias"}} desde o vencimento, em {{date dueDate}}', 'Seguem em aberto {{count}} faturas, no total de {{money amountDue}}; a mais antiga venceu há {{plural daysPastDue "dia" "dias"}}, em {{date dueDate}}')}. Em que dia podemos contar com o pagamento?{{#if payment.link}} Link: {{payment.link}}{{/if}}\nSe não der tudo de uma vez, combinamos um parcelamento.`,
    },
    sms: `{{company.name}}: ${byCount('fatura {{invoice.number}} de {{money amountDue}} em aberto desde {{shortDate dueDate}}', '{{count}} faturas em aberto, {{money amountDue}}, a primeira de {{shortDate dueDate}}')}. Responda com a data do pagamento ou {{#if contact.phone}}ligue {{contact.phone}}{{else}}escreva para {{contact.reach}}{{/if}}.${PAY_SMS}`,
    call: {
      kind: 'pending',
      reason: `“Estou ligando sobre ${byCount('a fatura {{invoice.number}}, {{money amountDue}}: já são {{plural daysPastDue "dia" "dias"}} desde o vencimento, em {{date dueDate}}', '{{count}} faturas, {{money amountDue}}: a mais antiga venceu há {{plural daysPastDue "dia" "dias"}}, em {{date dueDate}}')}. Gostaria de saber que data de pagamento podemos anotar.”`,
    },
    letter: {
      subject: byCount('Segundo lembrete, fatura {{invoice.number}}', 'Segundo lembrete, {{count}} faturas em atraso'),
      body: `Até o momento, ${byCount('a fatura {{invoice.number}}, vencida em {{date dueDate}}, está com {{plural daysPastDue "dia" "dias"}} de atraso e saldo de {{money amountDue}}', 'as faturas abaixo somam {{money amountDue}} em atraso; a mais antiga está com {{plural daysPastDue "dia" "dias"}} de atraso')}.\n\nPedimos que nos informe a data do pagamento. Se não for possível pagar tudo de uma vez, estamos à disposição para combinar um parcelamento. Se houver alguma divergência na nota, conte-nos para que possamos verificar.`,
    },
  },
  formal_notice: {
    email: {
      subject: `{{company.name}}: notificação de débito de {{money amountDue}}, ${byCount('fatura {{invoice.number}}', '{{count}} faturas')}`,
      preheader: 'Pedimos a regularização até {{date deadline}}, ou um acordo de pagamento.',
      opening: `${byCount('A fatura **{{invoice.number}}** da {{company.name}}, vencida em **{{date dueDate}}** (há {{plural daysPastDue "dia" "dias"}}), continua com saldo de **{{money amountDue}}**.', 'Até o momento, **{{count}}** faturas da {{company.name}} continuam em aberto, no total de **{{money amountDue}}**; a mais antiga venceu em **{{date dueDate}}** (há {{plural daysPastDue "dia" "dias"}}).')}\n\nConforme as condições de pagamento contratadas, solicitamos a quitação até **{{date deadline}}**.`,
      closing:
        'Se não puder pagar tudo de uma vez, fale comigo antes dessa data e formalizamos um acordo. Se já pagou ou tem alguma divergência, envie-me o comprovante ou o detalhe e eu verifico em seguida.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}. Sobre {{documents}} no valor de {{amount}}, com vencimento em {{due_date}}: conforme as condições contratadas, solicitamos o pagamento até {{deadline}}. Para um acordo ou alguma divergência, responda a esta mensagem.',
      button: 'Pagar agora',
      freeForm: `Pedimos a quitação de {{money amountDue}} (${byCount('fatura {{invoice.number}}, com vencimento em {{date dueDate}}', '{{count}} faturas, a mais antiga vencida em {{date dueDate}}')}) até {{date deadline}}.{{#if payment.link}} Link de pagamento: {{payment.link}}{{/if}}\nSe não for possível, me diga com quanto consegue começar e formalizamos um acordo.`,
    },
    sms: `{{company.name}}: pedimos o pagamento de {{money amountDue}} (${byCount('fatura {{invoice.number}}', '{{count}} faturas')}) até {{shortDate deadline}}. Para um acordo, {{#if contact.phone}}ligue {{contact.phone}}{{else}}escreva para {{contact.reach}}{{/if}}.${PAY_SMS}`,
    call: {
      kind: 'notice',
      reason: `“Estou ligando sobre o saldo de {{money amountDue}} de ${byCount('uma fatura, a {{invoice.number}}, vencida em {{date dueDate}}', '{{count}} faturas; a mais antiga venceu em {{date dueDate}}')}. Conforme as condições contratadas, pedimos o pagamento até {{date deadline}}. Quero ouvir você e ver o que podemos combinar.”`,
    },
    letter: {
      subject: 'Notificação extrajudicial de débito de {{money amountDue}}',
      body: `Apesar de nossos lembretes, ${byCount('a fatura {{invoice.number}}, vencida em {{date dueDate}}, continua com saldo de {{money amountDue}}', 'as faturas abaixo, a mais antiga vencida em {{date dueDate}}, continuam com saldo de {{money amountDue}}')} ({{plural daysPastDue "dia" "dias"}} de atraso).\n\nConforme as condições de pagamento contratadas, notificamos V. Sa. para que efetue a quitação até {{date deadline}}.\n\nSe não for possível pagar tudo de uma vez, entre em contato antes dessa data para formalizarmos um acordo. Se houver divergência, envie-nos o detalhe por escrito e a analisaremos antes de qualquer outra providência. Se já pagou, agradecemos o envio do comprovante.`,
    },
  },
  final_notice: {
    email: {
      subject: `{{company.name}}: saldo de {{money amountDue}}, ${byCount('fatura {{invoice.number}}', '{{count}} faturas')}, prazo até {{date deadline}}`,
      preheader: 'O que acontece depois de {{date deadline}} e o que ainda podemos combinar.',
      opening: `${byCount('O saldo da fatura **{{invoice.number}}** da {{company.name}}, **{{money amountDue}}**, está em aberto desde **{{date dueDate}}**.', 'O saldo de **{{count}}** faturas da {{company.name}}, **{{money amountDue}}**, está em aberto; a mais antiga venceu em **{{date dueDate}}**.')}\n\n${NEXT_STEP.replaceAll('{{date deadline}}', '**{{date deadline}}**')}`,
      closing:
        'Até lá ainda podemos resolver diretamente: pagamento integral, parcelamento ou a verificação de qualquer divergência. Se já pagou, me envie o comprovante. {{#if contact.phone}}Ligue ou responda{{else}}Responda a este e-mail{{/if}}; prefiro que resolvamos isso entre nós.',
    },
    whatsapp: {
      body: 'Olá, {{customer_name}}. Aqui é da {{company_name}}, sobre {{documents}} no valor de {{amount}}, em aberto desde {{due_date}}. Até {{deadline}} podemos combinar diretamente com você o pagamento ou um acordo. Responda a esta mensagem e resolvemos.',
      button: 'Pagar agora',
      freeForm: `${NEXT_STEP}\nAté lá podemos ver isso entre nós: pagamento de {{money amountDue}} ou um acordo.{{#if payment.link}} Link de pagamento: {{payment.link}}{{/if}} O que você prefere?`,
    },
    sms: `{{company.name}}: seu saldo de {{money amountDue}} (${byCount('fatura {{invoice.number}}', '{{count}} faturas')}) segue em aberto. Podemos combinar o pagamento até {{shortDate deadline}}: {{contact.reach}}.${PAY_SMS}`,
    call: {
      kind: 'notice',
      reason: `“Estou ligando sobre o saldo de {{money amountDue}} de ${byCount('uma fatura, a {{invoice.number}}, em aberto desde {{date dueDate}}', '{{count}} faturas; a mais antiga venceu em {{date dueDate}}')}. ${NEXT_STEP} Antes disso, quero ver com você uma solução.”`,
    },
    letter: {
      subject: 'Saldo em aberto de {{money amountDue}}, prazo até {{date deadline}}',
      body: `O saldo de {{money amountDue}} referente ${byCount('à fatura {{invoice.number}} está em aberto desde {{date dueDate}}', 'às faturas abaixo está em aberto; a mais antiga venceu em {{date dueDate}}')}.\n\n${NEXT_STEP}\n\nAté essa data é possível resolver diretamente conosco, com o pagamento integral, um acordo ou a verificação de qualquer divergência. Se o pagamento já foi efetuado, agradecemos o envio do comprovante.`,
    },
  },
};

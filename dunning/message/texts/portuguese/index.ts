import type { LocaleTexts } from '../types';
import { EVENTS } from './events';
import { REMINDERS } from './reminders';

/** The Portuguese of Brazil. */
export const ptBR: LocaleTexts = {
  locale: 'pt-BR',
  language: 'pt',
  terms: {
    greeting: 'Olá, {{greetingName}}.',
    greetingNoName: 'Olá.',
    letterGreeting: 'Prezado cliente,',
    signOff: 'Atenciosamente,',
    team: 'Contas a Receber',
    invoice: 'Fatura',
    issued: 'Emissão',
    due: 'Vencimento',
    total: 'Total',
    paid: 'Pago',
    balance: 'Saldo',
    amountDue: 'Valor a pagar',
    overdueAmount: 'Vencido',
    notYetDue: 'A vencer',
    credit: 'Crédito',
    received: 'Valor recebido',
    receivedOn: 'Data do pagamento',
    promised: 'Valor combinado',
    promisedFor: 'Para',
    instalment: 'Parcela',
    date: 'Data',
    amount: 'Valor',
    underReview: 'Em verificação',
    statement: 'Extrato',
    day: 'dia',
    days: 'dias',
    howToPay: 'Como pagar',
    payNow: 'Pagar agora',
    reference: 'Referência',
    document: 'Ver nota fiscal',
    attachments: 'Anexos',
    taxId: 'CNPJ',
    bank: 'Banco',
    beneficiary: 'Favorecido',
    account: 'Conta',
    purchaseOrder: 'Pedido de compra',
    phone: 'Tel.',
    page: 'Página',
    of: 'de',
    to: 'Para',
    subjectLine: 'Assunto',
    oneDocument: 'a fatura {{number}}',
    manyDocuments: '{{count}} faturas ({{numbers}})',
    firstOfMany: '{{date}} (a primeira)',
  },
  call: {
    title: 'Roteiro de ligação',
    opening: '“Bom dia. Falo com {{greetingName}}? Aqui é da {{company.name}}; meu nome é (seu nome).”',
    thirdPerson:
      'Se outra pessoa atender: não mencione faturas, valores nem pagamentos. Peça apenas que {{#if contact.phone}}retornem a ligação para {{contact.phone}}{{else}}escrevam para {{contact.reach}}{{/if}}.',
    identity:
      'Antes de continuar, confirme com quem fala: “Para ter certeza de que falo com a pessoa certa, pode me confirmar seu nome completo e a empresa?”. Se não confirmar, agradeça e despeça-se.',
    reasonTitle: 'Motivo',
    questionsTitle: 'Três perguntas',
    questions: {
      preventive: [
        'Recebeu a fatura e a nota fiscal?',
        'Para que dia ficou agendado o pagamento?',
        'Falta algum dado para o Pix ou o boleto?',
      ],
      pending: [
        'Houve algum problema com a nota ou com o serviço?',
        'Em que dia consegue pagar, e que valor?',
        'Se não for possível tudo de uma vez, um parcelamento ajudaria?',
      ],
      notice: [
        'Há alguma divergência que devamos verificar antes de seguir?',
        'Que valor consegue pagar, e em que data?',
        'Podemos formalizar um acordo?',
      ],
      event: [
        'A informação confere com os seus registros?',
        'Há algo que devamos corrigir?',
        'Por qual meio prefere receber a confirmação?',
      ],
    },
    closeTitle: 'Encerramento',
    close:
      'Repita a data e o valor combinados: “Então anoto (valor) para (data). Envio a confirmação por escrito. Agradeço pelo seu tempo.”',
    closeEvent:
      'Resuma o que ficou claro e quem dá o próximo passo: “Envio a confirmação por escrito. Agradeço pelo seu tempo.”',
    voicemail:
      'Caixa postal: deixe apenas seu nome, {{company.name}} e {{#if contact.phone}}o telefone {{contact.phone}}{{else}}o endereço {{contact.reach}}{{/if}}. Não mencione a fatura nem o valor.',
  },
  stages: { ...REMINDERS, ...EVENTS },
};

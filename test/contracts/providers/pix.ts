import { basic, bearer, jsonObject } from '../base/http';
import type { ApiAnswer, ApiRequest } from '../base/http';
import { plain } from '../base/links';
import type { Happening, Link, Payment } from '../base/links';
import { ProviderServer } from '../base/provider';
import { ANY_2XX } from '../base/webhooks';
import type { ProviderEvent, SignedCall } from '../base/webhooks';
import { amountOn, brazilianDay, dynamicBrCode } from './pix-charge';
import { invalid, object, problem, refusedCharge } from './pix-rules';
import type { Fields, Kind } from './pix-rules';

const CLIENT = 'contract-server-client-of-pix';
const WEBHOOK_SECRET = 'uma-palavra-longa-e-aleatoria';
const CLIENT_SECRET = 'contract-server-secret-of-pix';
const TOKEN_LIFE = 3_600;
const DAY = 86_400_000;
/** A PSP with the Central Bank's Pix API: charges at once (`cob`) and with a due date (`cobv`). Source: bacen/pix-api v2.9.0. */
export class PixServer extends ProviderServer {
  readonly provider = 'pix';
  readonly credentialType = 'dunningPixApi';
  /** PSPs prove themselves by their certificate (mutual TLS), not by a signature. */
  readonly webhookKey = WEBHOOK_SECRET;
  protected override readonly openPaths = ['/oauth/token'];
  protected readonly repetition = { waits: [60, 300, 1_800, 7_200, 43_200], timeoutSeconds: 20, accepts: ANY_2XX };
  private readonly tokens = new Map<string, number>();
  private location = 788;

  protected override readonly routes = {
    'POST /oauth/token': (request: ApiRequest) => this.token(request),
    'PUT /cob/:txid': (request: ApiRequest) => this.put('cob', request),
    'GET /cob/:txid': (request: ApiRequest) => this.get('cob', request),
    'PATCH /cob/:txid': (request: ApiRequest) => this.patch('cob', request),
    'GET /cob': (request: ApiRequest) => this.list('cob', request),
    'PUT /cobv/:txid': (request: ApiRequest) => this.put('cobv', request),
    'GET /cobv/:txid': (request: ApiRequest) => this.get('cobv', request),
    'PATCH /cobv/:txid': (request: ApiRequest) => this.patch('cobv', request),
    'GET /cobv': (request: ApiRequest) => this.list('cobv', request),
    'GET /pix': (request: ApiRequest) => this.received(request),
    'GET /pix/:e2eid': ({ params }: ApiRequest) => this.one(params['e2eid']),
  };

  get credential(): Record<string, string> {
    return {
      baseUrl: this.url,
      tokenUrl: `${this.url}/oauth/token`,
      clientId: CLIENT,
      clientSecret: CLIENT_SECRET,
      scope: 'cob.write cob.read cobv.write cobv.read pix.read',
      webhookSecrets: WEBHOOK_SECRET,
    };
  }

  /** All tokens run out, as they do after an hour. */
  expireTokens(): void {
    this.tokens.clear();
  }

  protected authenticate({ headers }: ApiRequest): ApiAnswer | undefined {
    const given = bearer(headers.authorization);
    if (given === undefined) return this.failure(401);
    const until = this.tokens.get(given);
    return until !== undefined && until > this.now ? undefined : this.failure(401);
  }

  protected failure(status: number): ApiAnswer {
    const known: Record<number, [string, string]> = {
      401: ['AcessoNegado', 'Não autorizado'],
      403: ['AcessoNegado', 'Acesso Negado'],
      404: ['NaoEncontrado', 'Não Encontrado'],
      410: ['PermanentementeRemovido', 'Permanentemente Removido'],
      429: ['LimiteExcedido', 'Muitas requisições'],
      503: ['ServicoIndisponivel', 'Serviço Indisponível'],
    };
    const [type, title] = known[status] ?? ['ErroInternoDoServidor', 'Condição inesperada'];
    return problem(status, type, title);
  }

  private token({ headers, raw }: ApiRequest): ApiAnswer {
    const given = basic(headers.authorization);
    if (given?.user !== CLIENT || given.password !== CLIENT_SECRET)
      return { status: 401, body: { error: 'invalid_client' } };
    const form = new URLSearchParams(raw.toString());
    const type = form.get('grant_type') ?? jsonObject(raw)?.['grant_type'];
    if (type !== 'client_credentials') return { status: 400, body: { error: 'unsupported_grant_type' } };
    const token = this.id(64);
    this.tokens.set(token, this.now + TOKEN_LIFE * 1_000);
    return {
      status: 200,
      body: { access_token: token, token_type: 'Bearer', expires_in: TOKEN_LIFE, scope: form.get('scope') ?? '' },
    };
  }

  private put(kind: Kind, { params, raw }: ApiRequest): ApiAnswer {
    const txid = params['txid'] ?? '';
    const body = jsonObject(raw);
    const refused = refusedCharge(kind, txid, body, this.now);
    if (refused || body === undefined) return refused ?? invalid(kind, [{ razao: 'JSON inválido', propriedade: kind }]);
    const existing = this.charge(kind, txid);
    // The same PUT on a charge that is open revises it; on any other it is refused.
    if (existing && existing.status !== 'live')
      return invalid(kind, [{ razao: 'A cobrança não está mais ATIVA', propriedade: `${kind}.status` }]);
    if (existing) {
      const same = JSON.stringify(existing.data['body']) === JSON.stringify(body);
      if (!same) existing.data['revisao'] = Number(existing.data['revisao']) + 1;
      return { status: 201, body: this.chargeObject(this.fill(existing, kind, body)) };
    }
    this.location += 1;
    const location = `pix.example.com/qr/v2/${kind === 'cobv' ? 'cobv/' : ''}${this.id(32, 'abcdef0123456789')}`;
    const link = this.keep({
      id: txid,
      // What a payer opens is the code that the application of their bank reads.
      url: dynamicBrCode(location),
      references: [txid],
      amount: undefined,
      currency: 'BRL',
      status: 'live',
      once: true,
      data: { kind, location, loc: this.location, revisao: 0 },
    });
    return { status: 201, body: this.chargeObject(this.fill(link, kind, body)) };
  }

  /** Takes what a body says into a charge. */
  private fill(link: Link, kind: Kind, body: Fields): Link {
    const { valor, calendario, infoAdicionais } = body;
    const told = Array.isArray(infoAdicionais) ? infoAdicionais.map((one) => String(object(one)['valor'])) : [];
    link.data['body'] = body;
    link.amount = object(valor)['modalidadeAlteracao'] === 1 ? undefined : plain(String(object(valor)['original']));
    link.references = [link.id, ...told];
    const times = object(calendario);
    link.expiresAt =
      kind === 'cob'
        ? link.createdAt + Number(times['expiracao'] ?? 86_400) * 1_000
        : Date.parse(`${String(times['dataDeVencimento'])}T00:00:00-03:00`) +
          (Number(times['validadeAposVencimento'] ?? 30) + 1) * DAY;
    return link;
  }

  private charge(kind: Kind, txid: string | undefined): Link | undefined {
    const link = this.find(txid ?? '');
    return link?.data['kind'] === kind ? link : undefined;
  }

  private get(kind: Kind, { params }: ApiRequest): ApiAnswer {
    const link = this.charge(kind, params['txid']);
    return link ? { status: 200, body: this.chargeObject(link) } : this.unknown(kind);
  }

  private unknown(kind: Kind): ApiAnswer {
    return problem(404, kind === 'cob' ? 'CobNaoEncontrado' : 'CobVNaoEncontrada', 'Não Encontrado');
  }

  private patch(kind: Kind, { params, raw }: ApiRequest): ApiAnswer {
    const link = this.charge(kind, params['txid']);
    if (!link) return this.unknown(kind);
    const body = jsonObject(raw);
    if (body === undefined) return invalid(kind, [{ razao: 'JSON inválido', propriedade: kind }]);
    if (link.status !== 'live')
      return invalid(kind, [{ razao: 'A cobrança não está mais ATIVA', propriedade: `${kind}.status` }]);
    if (body['status'] !== undefined) {
      const alone = Object.keys(body).length === 1 && body['status'] === 'REMOVIDA_PELO_USUARIO_RECEBEDOR';
      if (!alone)
        return invalid(kind, [{ razao: 'A remoção não pode vir com outra alteração', propriedade: `${kind}.status` }]);
      link.status = 'cancelled';
      return { status: 200, body: this.chargeObject(link) };
    }
    const merged = { ...object(link.data['body']), ...body };
    const refused = refusedCharge(kind, link.id, merged, this.now);
    if (refused) return refused;
    link.data['revisao'] = Number(link.data['revisao']) + 1;
    return { status: 200, body: this.chargeObject(this.fill(link, kind, merged)) };
  }

  private list(kind: Kind, { query }: ApiRequest): ApiAnswer {
    const [from, to] = ['inicio', 'fim'].map((name) => Date.parse(query.get(name) ?? ''));
    if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to) || from > to) {
      return problem(400, 'CobConsultaInvalida', 'Consulta inválida.', [
        { razao: 'inicio e fim são obrigatórios', propriedade: 'inicio' },
      ]);
    }
    this.expireWhatIsDue();
    const cobs = this.links
      .filter(({ data, createdAt }) => data['kind'] === kind && createdAt >= from && createdAt <= to)
      .map((link) => this.chargeObject(link));
    const paginacao = {
      paginaAtual: 0,
      itensPorPagina: 100,
      quantidadeDePaginas: 1,
      quantidadeTotalDeItens: cobs.length,
    };
    return {
      status: 200,
      body: {
        parametros: { inicio: query.get('inicio'), fim: query.get('fim'), paginacao },
        [kind === 'cob' ? 'cobs' : 'cobsv']: cobs,
      },
    };
  }

  private received({ query }: ApiRequest): ApiAnswer {
    const [from, to] = ['inicio', 'fim'].map((name) => Date.parse(query.get(name) ?? ''));
    if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to))
      return problem(400, 'PixConsultaInvalida', 'Consulta inválida.');
    const txid = query.get('txid');
    const found = this.payments().filter(
      ({ link, createdAt }) => createdAt >= from && createdAt <= to && (txid === null || link.id === txid),
    );
    return {
      status: 200,
      body: {
        parametros: { inicio: query.get('inicio'), fim: query.get('fim') },
        pix: found.map((payment) => this.pixObject(payment)),
      },
    };
  }

  private one(e2eid: string | undefined): ApiAnswer {
    const payment = this.payments().find(({ id }) => id === e2eid);
    return payment
      ? { status: 200, body: this.pixObject(payment) }
      : problem(404, 'PixNaoEncontrado', 'Não Encontrado');
  }

  private chargeObject(link: Link): Fields {
    const { id, status, data, url, payments } = link;
    const body = object(data['body']);
    // A charge that ran out stays ATIVA; only its calendar says so.
    const states = {
      draft: 'ATIVA',
      live: 'ATIVA',
      expired: 'ATIVA',
      paid: 'CONCLUIDA',
      cancelled: 'REMOVIDA_PELO_USUARIO_RECEBEDOR',
    };
    const paid = payments
      .filter(({ status: is }) => is !== 'pending' && is !== 'failed')
      .map((payment) => this.pixObject(payment));
    return {
      ...body,
      calendario: this.calendar(link),
      txid: id,
      revisao: data['revisao'],
      status: states[status],
      loc: { id: data['loc'], location: data['location'], tipoCob: data['kind'] },
      location: data['location'],
      pixCopiaECola: url,
      ...(paid.length > 0 ? { pix: paid } : {}),
    };
  }

  /** As it was asked for; of a charge whose time a test ended, as if it had been asked for that much earlier. */
  private calendar({ data, createdAt, expiresAt = 0 }: Link): Fields {
    const asked = object(object(data['body'])['calendario']);
    if (data['kind'] === 'cob') {
      const made = expiresAt - Number(asked['expiracao'] ?? 86_400) * 1_000;
      return { ...asked, criacao: new Date(Math.min(made, createdAt)).toISOString() };
    }
    const due = expiresAt - (Number(asked['validadeAposVencimento'] ?? 30) + 1) * DAY;
    const first = new Date(Math.min(due, Date.parse(`${String(asked['dataDeVencimento'])}T00:00:00-03:00`)));
    return { ...asked, dataDeVencimento: brazilianDay(first.getTime()), criacao: new Date(createdAt).toISOString() };
  }

  private pixObject({ id, link, amount, refunded, createdAt, status }: Payment): Fields {
    const back = {
      id: 'D1',
      rtrId: `D${id.slice(1)}`,
      valor: Number(refunded).toFixed(2),
      horario: { solicitacao: new Date(this.now).toISOString() },
      status: 'DEVOLVIDO',
    };
    return {
      endToEndId: id,
      txid: link.id,
      valor: Number(amount).toFixed(2),
      chave: object(link.data['body'])['chave'],
      horario: new Date(createdAt).toISOString(),
      ...(refunded === '0' && status !== 'disputed' ? {} : { devolucoes: [back] }),
    };
  }

  protected override due(link: Link): string | undefined {
    const body = object(link.data['body']);
    if (link.data['kind'] === 'cob') return link.amount;
    return amountOn(object(body['valor']), String(object(body['calendario'])['dataDeVencimento']), this.now);
  }

  protected paymentId(): string {
    const stamp = new Date(this.now).toISOString().replace(/[-:T]/g, '').slice(0, 12);
    return `E12345678${stamp}${this.id(11)}`;
  }

  /** A PSP tells of money that came in and of what was given back; a charge that ends tells nothing. */
  protected events(what: Happening, _link: Link, payment: Payment | undefined): ProviderEvent[] {
    if (payment === undefined || (what !== 'paid' && what !== 'refunded')) return [];
    const body = { pix: [this.pixObject(payment)] };
    return [{ id: `${payment.id} ${what} ${payment.refunded}`, type: `pix ${what}`, body, createdAt: this.now }];
  }

  protected sign({ body }: ProviderEvent): SignedCall {
    return { body: JSON.stringify(body), path: '/pix', headers: { 'content-type': 'application/json' } };
  }
}

import { setTimeout as pause } from 'node:timers/promises';

import { parse } from 'flatted';

import type { Execution, OwnerAccount, WorkflowJson } from './n8n-types';

const POLL_MS = 200;
const UNAVAILABLE = 503;
const BUSY_AFTER_MS = 10_000;
const UNFINISHED = ['new', 'running', 'waiting'];

/** The account that the demo and the tests sign in with. n8n listens on loopback only. */
export const OWNER: OwnerAccount = {
  email: 'owner@example.com',
  firstName: 'Demo',
  lastName: 'Owner',
  password: 'Cobranza-2026',
};

/** An answer of n8n's REST interface that is not a success. */
export class N8nError extends Error {
  override readonly name = 'N8nError';

  constructor(
    readonly status: number,
    request: string,
    body: string,
  ) {
    super(`${request} answered ${status}: ${body.slice(0, 1000)}`);
  }
}

/** Speaks to one running n8n as its owner, over the REST interface that the editor uses. */
export class N8nClient {
  private cookie = '';

  constructor(readonly url: string) {}

  /** Signs in; on an n8n that has no owner yet, makes one first. */
  async signIn(owner: OwnerAccount = OWNER): Promise<void> {
    const settings = await this.request<{ userManagement: { showSetupOnFirstLoad: boolean } }>('GET', '/rest/settings');
    if (settings.userManagement.showSetupOnFirstLoad) await this.request('POST', '/rest/owner/setup', owner);
    else await this.request('POST', '/rest/login', { emailOrLdapLoginId: owner.email, password: owner.password });
  }

  /** Creates a credential and returns what a workflow's nodes refer to it by. */
  async importCredential(credential: {
    name: string;
    type: string;
    data: Record<string, unknown>;
  }): Promise<{ id: string; name: string }> {
    const { id, name } = await this.request<{ id: string; name: string }>('POST', '/rest/credentials', credential);
    return { id, name };
  }

  /** What n8n says when it tests a credential, as the button in the editor does. */
  async testCredential(credential: {
    id: string;
    name: string;
    type: string;
    data: Record<string, unknown>;
  }): Promise<{ status: string; message: string }> {
    return await this.request('POST', '/rest/credentials/test', { credentials: credential });
  }

  /** Creates a workflow from its JSON; n8n gives it an id of its own. */
  async importWorkflow(workflow: WorkflowJson): Promise<WorkflowJson & { id: string }> {
    const { name, nodes, connections, settings = {}, pinData = {} } = workflow;
    return await this.request('POST', '/rest/workflows', { name, nodes, connections, settings, pinData });
  }

  async workflows(): Promise<Array<{ id: string; name: string }>> {
    return await this.request('GET', '/rest/workflows');
  }

  /** Makes a workflow's triggers and webhooks live. */
  async activate(workflowId: string): Promise<void> {
    const { versionId } = await this.request<{ versionId: string }>('GET', `/rest/workflows/${workflowId}`);
    await this.request('POST', `/rest/workflows/${workflowId}/activate`, { versionId });
  }

  /** Starts a workflow from one of its triggers, as the editor's button does; returns the execution's id at once. */
  async startRun(workflowId: string, trigger: string): Promise<string> {
    const { executionId } = await this.request<{ executionId?: string }>('POST', `/rest/workflows/${workflowId}/run`, {
      triggerToStartFrom: { name: trigger },
    });
    if (executionId === undefined) throw new Error(`n8n did not start workflow ${workflowId} from “${trigger}”`);
    return executionId;
  }

  /** Runs a workflow to its end and returns the execution with its data. */
  async run(workflowId: string, trigger: string, timeout = 120_000): Promise<Execution> {
    return await this.finished(await this.startRun(workflowId, trigger), timeout);
  }

  /**
   * Waits for the end of an execution.
   * @throws Error when it takes longer than `timeout` milliseconds
   */
  async finished(executionId: string, timeout = 120_000): Promise<Execution> {
    const deadline = Date.now() + timeout;
    while (Date.now() < deadline) {
      const status = await this.statusOf(executionId);
      if (!UNFINISHED.includes(status)) return await this.execution(executionId);
      await pause(POLL_MS);
    }
    throw new Error(`Execution ${executionId} was not finished after ${timeout / 1000} s`);
  }

  /** An execution's status; while a node keeps n8n too busy to answer, it is running. */
  private async statusOf(executionId: string): Promise<string> {
    try {
      const path = `/rest/executions/${executionId}`;
      return (await this.request<{ status: string }>('GET', path, undefined, BUSY_AFTER_MS)).status;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'TimeoutError') return 'running';
      if (error instanceof N8nError && error.status === UNAVAILABLE) return 'running';
      // A busy n8n closes connections that it left unanswered for long; one that died refuses the next call.
      if (error instanceof TypeError && (error.cause as { code?: string } | undefined)?.code === 'ECONNRESET')
        return 'running';
      throw error;
    }
  }

  /** One execution with the items that every node put out. */
  async execution(executionId: string): Promise<Execution> {
    const stored = await this.request<Omit<Execution, 'data'> & { data: string }>(
      'GET',
      `/rest/executions/${executionId}`,
    );
    return { ...stored, data: parse(stored.data) as Execution['data'] };
  }

  /** A workflow's latest executions, newest first, without their data. */
  async executions(workflowId: string, limit = 20): Promise<Array<{ id: string; status: string; mode: string }>> {
    const filter = encodeURIComponent(JSON.stringify({ workflowId }));
    const { results } = await this.request<{ results: Array<{ id: string; status: string; mode: string }> }>(
      'GET',
      `/rest/executions?filter=${filter}&limit=${limit}`,
    );
    return results;
  }

  /** Calls a live webhook: the path after `/webhook/`. */
  async callWebhook(path: string, init: RequestInit = {}): Promise<Response> {
    return await fetch(`${this.url}/webhook/${path}`, init);
  }

  /** A JSON file that n8n serves to the editor outside the REST interface: `/types/nodes.json`. */
  async page<T>(path: string): Promise<T> {
    const response = await fetch(this.url + path, { headers: { cookie: this.cookie } });
    if (!response.ok) throw new N8nError(response.status, `GET ${path}`, await response.text());
    return (await response.json()) as T;
  }

  /** Any call of the REST interface; returns what n8n wraps in `data`. */
  async request<T>(method: string, path: string, body?: unknown, timeout?: number): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      headers: { 'content-type': 'application/json', cookie: this.cookie },
      body: body === undefined ? undefined : JSON.stringify(body),
      ...(timeout === undefined ? {} : { signal: AbortSignal.timeout(timeout) }),
    });
    const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    if (cookies.length > 0) this.cookie = cookies.join('; ');
    const text = await response.text();
    if (!response.ok) throw new N8nError(response.status, `${method} ${path}`, text);
    return (JSON.parse(text) as { data: T }).data;
  }
}

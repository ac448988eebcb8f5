import { demand, formOf } from './stand-in';
import type { StandIn } from './stand-in';

/**
 * The places where providers give a new access token for a refresh token (RFC 6749, section 6). n8n asks them when a request is
 * answered with 401.
 * @param accessToken what they give
 */
export function tokenServers(accessToken: string): StandIn {
  return {
    hosts: [
      'oauth2.googleapis.com',
      'login.microsoftonline.com',
      'identity.xero.com',
      'oauth.platform.intuit.com',
      'accounts.zoho.com',
    ],
    answer(asked) {
      const form = formOf(asked);
      demand(asked.method === 'POST' && form.get('grant_type') === 'refresh_token', 'unsupported_grant_type');
      demand(form.get('refresh_token') === 'refresh', 'invalid_grant');
      return { body: { access_token: accessToken, token_type: 'Bearer', expires_in: 3600, refresh_token: 'refresh' } };
    },
  };
}

import assert from 'node:assert/strict';
import { Validator } from '@seriousme/openapi-schema-validator';
import { emulatorCredentials } from '../emulator/clients';
import { issueBody } from './callEmulator';
import { contractFor, openApiFile } from './openapi';
import type { ContractRequest } from './openapi';

const nobody = '00000000-0000-4000-8000-000000000000';

describe('the OpenAPI file', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(openApiFile);
    assert.deepEqual(
      { valid, errors, version: validator.version },
      { valid: true, errors: undefined, version: '3.1' },
    );
  });

  describe('notices', () => {
    const goodRequest: ContractRequest = {
      method: 'POST',
      path: '/v1/auth/token/issue',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        accountid: emulatorCredentials.accountId,
      },
      body: JSON.stringify(issueBody()),
    };
    const requests: Record<string, [Partial<ContractRequest>, string[]]> = {
      'nothing about a good request': [{}, []],
      'a wrong method': [{ method: 'PUT' }, ['method must be POST']],
      'a wrong path': [{ path: '/auth/token/issue' }, ['path must be /v1/auth/token/issue']],
      'an account id that is not a UUID': [
        { headers: { ...goodRequest.headers, accountid: 'mine' } },
        ['header accountId must match format "uuid"'],
      ],
      'a field that does not belong there': [
        { body: JSON.stringify(issueBody({ scope: 'all' })) },
        ['body must NOT have additional properties'],
      ],
    };
    for (const [title, [changes, expected]] of Object.entries(requests)) {
      it(title, () => {
        assert.deepEqual(contractFor('issue').request({ ...goodRequest, ...changes }), expected);
      });
    }

    const json = { 'content-type': 'application/json' };
    const problemsOf = (
      status: number,
      body: unknown,
      headers: Record<string, string> = json,
    ): readonly string[] => contractFor('issue').response({ status, headers, body: JSON.stringify(body) });

    it('a status that is not described', () => {
      assert.deepEqual(problemsOf(418, {}), ['status 418 is not described']);
    });

    it('HTML where only JSON is described', () => {
      assert.deepEqual(problemsOf(500, '', { 'content-type': 'text/html' }), [
        'Content-Type text/html is not described',
      ]);
    });

    it('a failure that claims success', () => {
      assert.deepEqual(problemsOf(401, { code: '00', description: 'Success' }), [
        'body/code must NOT be valid',
      ]);
    });

    it('a rate-limit header that is not a number', () => {
      assert.deepEqual(
        problemsOf(429, { code: '429', description: 'Too many' }, { ...json, 'x-rate-limit-limit': 'many' }),
        ['header X-Rate-Limit-Limit must match pattern "^\\d+$"'],
      );
    });

    it('a token without its expiry', () => {
      const data = { access_token: 'a.b.c', refresh_token: 'r', businessId: nobody };
      const problems = problemsOf(200, { code: '00', description: 'Success', data });
      assert.ok(problems.includes("body/data must have required property 'expiresAt'"));
    });
  });
});

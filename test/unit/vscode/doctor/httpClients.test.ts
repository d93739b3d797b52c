import assert from 'node:assert/strict';
import { httpClients, versionOf } from '../../../../src/vscode/doctor/httpClients';

// Seen to fail when: commands of another extension host say nothing; a client is always active; a version is anything, or a manifest is never null.
describe('the clients of .http files', () => {
  it('are here, in another extension host, or not at all', () => {
    const restClient = { isActive: true, packageJSON: { version: '0.26.0' } };
    const findRestClient = (id: string): typeof restClient | undefined =>
      id === 'humao.rest-client' ? restClient : undefined;
    assert.deepEqual(
      [
        httpClients(findRestClient, ['rest-client.request', 'httpyac.send']),
        httpClients(() => undefined, ['workbench.action.files.save']),
      ],
      [
        [
          { name: 'REST Client', presence: 'here', version: '0.26.0', active: true },
          { name: 'httpYac', presence: 'otherHost', version: '', active: false },
        ],
        [
          { name: 'REST Client', presence: 'absent', version: '', active: false },
          { name: 'httpYac', presence: 'absent', version: '', active: false },
        ],
      ],
    );
  });

  it('may have a manifest that says nothing of use', () => {
    assert.deepEqual(
      [undefined, null, 'text', {}, { version: 5 }].map((manifest) => versionOf(manifest)),
      ['unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
    );
  });

  it('are not active before they are needed', () => {
    const [restClient] = httpClients(() => ({ isActive: false, packageJSON: { version: '0.26.0' } }), []);
    assert.equal(restClient?.active, false);
  });
});

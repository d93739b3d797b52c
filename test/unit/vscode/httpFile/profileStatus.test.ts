import assert from 'node:assert/strict';
import type { Profile } from '../../../../src/profiles/profile';
import type * as ProfileStatus from '../../../../src/vscode/httpFile/profileStatus';
import type { ShownToken } from '../../../../src/vscode/httpFile/requestLens';
import type { ShownTokenSource } from '../../../../src/vscode/httpFile/shownToken';
import { loadWithEditor } from '../loadWithEditor';

const profile: Profile = { name: 'shop', environment: 'sandbox', accountId: 'a', clientId: 'c' };
const fresh: ShownToken = { text: '$(key) shop 24m', label: 'in words', state: 'fresh', withheld: undefined };

/** The item, with the severity by its name. */
async function shown(current: ShownToken, active: Profile | null = profile): Promise<object> {
  const item = {};
  const module = await loadWithEditor<typeof ProfileStatus>('httpFile/profileStatus', {
    languages: { createLanguageStatusItem: () => item },
    LanguageStatusSeverity: { Information: 'information', Warning: 'warning', Error: 'error' },
  });
  const source = { profile: active ?? undefined, current } as unknown as ShownTokenSource;
  assert.ok(new module.ProfileStatus(source));
  return item;
}

const ofProfile = {
  name: 'Nomba Profile',
  text: '$(key) shop 24m',
  detail: 'sandbox · sandbox.nomba.com',
  command: { title: 'Switch Profile', command: 'nomba.switchProfile' },
  busy: false,
  accessibilityInformation: { label: 'in words' },
  severity: 'information',
};

// Seen to fail when: the item is never busy, or always; a state has another severity.
describe('the profile beside the language of a file', () => {
  it('has the token of the window’s profile, and leads to another', async () => {
    assert.deepEqual(await shown(fresh), ofProfile);
  });

  it('is busy while Nomba is asked', async () => {
    assert.deepEqual(await shown({ ...fresh, state: 'refreshing' }), { ...ofProfile, busy: true });
  });

  for (const [what, change, severity] of [
    ['the token has expired', { state: 'expired' }, 'warning'],
    ['the token is not shared', { withheld: 'never' }, 'warning'],
    ['there is none to be had', { state: 'failed' }, 'error'],
  ] as const) {
    it(`tells by its severity that ${what}`, async () => {
      assert.deepEqual(await shown({ ...fresh, ...change }), { ...ofProfile, severity });
    });
  }

  it('leads to a profile where there is none', async () => {
    assert.deepEqual(await shown(fresh, null), {
      name: 'Nomba Profile',
      text: '$(key) Nomba: no profile',
      detail: '',
      accessibilityInformation: { label: 'Nomba: no profile yet' },
      command: { title: 'Add Profile', command: 'nomba.addProfile' },
      busy: false,
      severity: 'information',
    });
  });
});

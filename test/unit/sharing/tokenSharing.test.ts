import assert from 'node:assert/strict';
import { identityOf, type Profile } from '../../../src/profiles/profile';
import { EnvironmentVariables, type ProcessEnvironment } from '../../../src/sharing/environmentVariables';
import type { SharingCircumstances } from '../../../src/sharing/sharingPolicy';
import { TerminalVariables } from '../../../src/sharing/terminalVariables';
import { TokenSharing } from '../../../src/sharing/tokenSharing';
import type { TokenSet } from '../../../src/tokens/tokenSet';
import { FakeTerminalEnvironment } from '../../fakes/fakeTerminalEnvironment';
import { testTokenSet } from '../../fakes/tokenSets';

const sandbox: Profile = {
  name: 'sandbox',
  environment: 'sandbox',
  accountId: '99999999-8888-4777-8666-555555555555',
  subAccountId: '77777777-6666-4555-8444-333333333333',
  clientId: '11111111-2222-4333-8444-555555555555',
};

const live: Profile = {
  name: 'live',
  environment: 'production',
  accountId: '99999999-8888-4777-8666-555555555555',
  clientId: '22222222-3333-4444-8555-666666666666',
};

interface World {
  readonly environment: ProcessEnvironment;
  readonly terminals: FakeTerminalEnvironment;
  readonly sharing: TokenSharing;
  active: Profile | undefined;
  tokenSet: TokenSet | undefined;
  setting: SharingCircumstances['setting'];
  workspaceTrusted: boolean;
}

function setUp(active: Profile | undefined): World {
  const environment: ProcessEnvironment = {};
  const terminals = new FakeTerminalEnvironment();
  const world: World = {
    environment,
    terminals,
    active,
    tokenSet: testTokenSet('one', 0),
    setting: 'sandbox',
    workspaceTrusted: true,
    sharing: new TokenSharing({
      tokens: {
        snapshot: (identity) => ({
          identity,
          tokenSet: world.tokenSet,
          failure: undefined,
          busy: false,
          state: world.tokenSet === undefined ? 'signedOut' : 'fresh',
        }),
      },
      variables: new EnvironmentVariables(environment),
      terminals: new TerminalVariables(terminals, () => true),
      activeProfile: () => world.active,
      circumstances: () => ({ setting: world.setting, workspaceTrusted: world.workspaceTrusted }),
    }),
  };
  return world;
}

const sandboxVariables = {
  NOMBA_ACCESS_TOKEN: 'access-one',
  NOMBA_ACCOUNT_ID: '99999999-8888-4777-8666-555555555555',
  NOMBA_BASE_URL: 'https://sandbox.nomba.com',
  NOMBA_SUB_ACCOUNT_ID: '77777777-6666-4555-8444-333333333333',
};

const liveVariables = {
  NOMBA_ACCESS_TOKEN: 'access-one',
  NOMBA_ACCOUNT_ID: '99999999-8888-4777-8666-555555555555',
  NOMBA_BASE_URL: 'https://api.nomba.com',
};

describe('token sharing', () => {
  it('sets the variables of the active profile', () => {
    const { sharing, environment } = setUp(sandbox);
    sharing.update();
    assert.deepEqual(environment, sandboxVariables);
  });

  it('tells what is to come while there is no token, and of a production token after a yes only', () => {
    const signedOut = setUp(sandbox);
    signedOut.tokenSet = undefined;
    const unconfirmed = setUp(live);
    unconfirmed.tokenSet = undefined;
    assert.deepEqual(
      [signedOut, unconfirmed, setUp(sandbox)].map(({ sharing }) => sharing.variablesToCome),
      [{ ...sandboxVariables, NOMBA_ACCESS_TOKEN: 'token' }, undefined, sandboxVariables],
    );
  });

  it('sets a renewed token in the place of the former one', () => {
    const world = setUp(sandbox);
    world.sharing.update();
    world.tokenSet = testTokenSet('two', 0);
    world.sharing.update();
    assert.deepEqual(world.environment, { ...sandboxVariables, NOMBA_ACCESS_TOKEN: 'access-two' });
  });

  it('shows in terminals what it shows to the clients', () => {
    const world = setUp(sandbox);
    world.sharing.update();
    const shared = { ...world.terminals.variables };
    world.active = live;
    world.sharing.update();
    assert.deepEqual([shared, world.terminals.variables], [sandboxVariables, {}]);
  });

  it('gives back everything of the user’s own once there is no token, and mixes nothing of it with ours before', () => {
    const world = setUp(live);
    const own = { NOMBA_ACCESS_TOKEN: 'own', NOMBA_SUB_ACCOUNT_ID: 'own', NOMBA_BASE_URL: 'own' };
    Object.assign(world.environment, own);
    world.sharing.confirmProduction(live);
    world.sharing.update();
    const shared = { ...world.environment };
    world.tokenSet = undefined;
    world.sharing.update();
    assert.deepEqual([shared, world.environment], [liveVariables, own]);
  });

  it('shares nothing without a profile', () => {
    const { sharing, environment } = setUp(undefined);
    sharing.update();
    assert.deepEqual({ environment, decision: sharing.decision }, { environment: {}, decision: undefined });
  });

  it('withdraws everything with a switch to a production profile', () => {
    const world = setUp(sandbox);
    world.sharing.update();
    world.active = live;
    world.sharing.update();
    assert.deepEqual(
      { environment: world.environment, decision: world.sharing.decision },
      { environment: {}, decision: { share: false, reason: 'production' } },
    );
  });

  it('shares a production token after a yes, which is announced', () => {
    const { sharing, environment } = setUp(live);
    sharing.onDidChange(() => {
      sharing.update();
    });
    sharing.confirmProduction(live);
    assert.deepEqual(environment, liveVariables);
  });

  it('takes the yes to one production profile for no other', () => {
    const world = setUp(live);
    world.sharing.confirmProduction(live);
    world.active = { ...live, clientId: '33333333-3333-4444-8555-666666666666' };
    world.sharing.update();
    assert.deepEqual(world.environment, {});
  });

  it('shares the confirmed production token again after a switch there and back', () => {
    const world = setUp(live);
    world.sharing.confirmProduction(live);
    world.active = sandbox;
    world.sharing.update();
    world.active = live;
    world.sharing.update();
    assert.deepEqual(world.environment, liveVariables);
  });

  it('withdraws everything when the user turns it off', () => {
    const world = setUp(sandbox);
    world.sharing.update();
    world.setting = 'never';
    world.sharing.update();
    assert.deepEqual(world.environment, {});
  });

  it('shares nothing with a workspace that is not trusted, whatever the setting', () => {
    const world = setUp(sandbox);
    world.setting = 'always';
    world.workspaceTrusted = false;
    world.sharing.update();
    assert.deepEqual(world.environment, {});
  });

  it('withdraws everything on deactivation', () => {
    const { sharing, environment, terminals } = setUp(sandbox);
    sharing.update();
    sharing.dispose();
    assert.deepEqual([environment, terminals.variables], [{}, {}]);
  });

  it('sets nothing after deactivation, whatever comes to an end then', () => {
    const { sharing, environment } = setUp(sandbox);
    sharing.dispose();
    sharing.update();
    assert.deepEqual(environment, {});
  });

  it('tells others what is shared, and that nothing is any more after deactivation', () => {
    const { sharing } = setUp(sandbox);
    const { variables } = sharing;
    sharing.dispose();
    assert.deepEqual([variables, sharing.variables], [sandboxVariables, undefined]);
  });

  it('asks for the token of the active profile’s own identity', () => {
    const world = setUp(sandbox);
    const asked: unknown[] = [];
    const sharing = new TokenSharing({
      tokens: {
        snapshot: (identity) => {
          asked.push(identity);
          return { identity, tokenSet: undefined, failure: undefined, busy: false, state: 'signedOut' };
        },
      },
      variables: new EnvironmentVariables(world.environment),
      terminals: new TerminalVariables(world.terminals, () => true),
      activeProfile: () => sandbox,
      circumstances: () => ({ setting: 'sandbox', workspaceTrusted: true }),
    });
    sharing.update();
    assert.deepEqual(asked, [identityOf(sandbox)]);
  });
});

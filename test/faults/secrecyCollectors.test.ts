import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodings } from './echoes';
import { SecrecyWorld, type WorldSecrets } from './secrecyWorld';
import { SecretPieces } from './secretPieces';

const secrets: WorldSecrets = {
  clientSecret: "test-secret=\"7f+/%3D\\ '<&>'",
  accessToken: 'test-access-0Kd83hf-2Lw9x5-stored',
  refreshToken: 'test-refresh-token-of-the-store',
  newAccessToken: 'test-access-token-that-nomba-brings',
  newRefreshToken: 'test-refresh-token-that-nomba-brings',
  newClientSecret: 'test-secret-that-the-user-enters',
};
/** 12 characters in the middle of the stored access token. */
const piece = secrets.accessToken.slice(12, 24);

function withHidden(value: object, name: string | symbol): object {
  return Object.defineProperty(value, name, { value: piece, enumerable: false });
}

describe('the search for pieces of secrets', () => {
  let world: SecrecyWorld;
  beforeEach(async () => {
    world = await SecrecyWorld.open(secrets);
  });
  afterEach(async () => {
    await world.close();
  });

  const places: Readonly<Record<string, (planted: SecrecyWorld) => unknown>> = {
    'log, debug': ({ logger }) => {
      logger.debug(piece);
    },
    'log, info': ({ logger }) => {
      logger.info(piece);
    },
    'log, warn': ({ logger }) => {
      logger.warn(piece);
    },
    error: async (planted) => {
      planted.tokens.get = async () => Promise.reject(new Error(piece));
      await planted.run('get');
    },
    result: async (planted) => {
      planted.tokens.keepAlive = async () => Promise.resolve(piece as unknown as undefined);
      await planted.run('keepAlive');
    },
    'status bar': (planted) => {
      planted.seeWindow({ ...planted.profile, name: piece });
    },
    snapshot: (planted) => {
      const { tokens, identity } = planted;
      const snapshot = tokens.snapshot(identity);
      tokens.snapshot = () => Object.assign(snapshot, { planted: piece });
      planted.seeWindow();
    },
    'recent failures': (planted) => {
      const failure = { at: 0, identity: { ...planted.identity, clientId: piece }, kind: 'server' } as const;
      Object.defineProperty(planted.tokens, 'recentFailures', { value: [failure], enumerable: false });
      planted.seeWindow();
    },
    'folder of locks': async (planted) => {
      writeFileSync(path.join(planted.folder, 'planted'), piece);
      await planted.run('forget');
    },
    'not kept': async (planted) => {
      planted.storage.faults = { store: 'rejects' };
      planted.saidOfStorage = piece;
      await planted.run('setClientSecret');
    },
  };
  for (const [place, plant] of Object.entries(places)) {
    it(`looks at: ${place}`, async () => {
      await plant(world);
      // The objects have what was planted into them, too.
      assert.ok(world.findings().includes(`${place}: accessToken`));
    });
  }

  it('looks at the names in the folder of locks', async () => {
    mkdirSync(path.join(world.folder, piece));
    await world.run('forget');
    assert.deepEqual(world.findings(), ['folder of locks: accessToken']);
  });

  const values: Readonly<Record<string, unknown>> = {
    'the stack': Object.assign(new Error('planted'), { stack: piece }),
    'the cause': new Error('planted', { cause: { deep: [{ within: piece }] } }),
    'a hidden property': withHidden(new Error('planted'), 'hidden'),
    'a symbol': withHidden({}, Symbol('planted')),
    'a getter': {
      get planted() {
        return piece;
      },
    },
    'the JSON': { toJSON: () => piece },
    'the text': { toString: () => piece },
    'the text of a property': { property: { toString: () => piece } },
    'the JSON of a property': { property: { toJSON: () => piece } },
  };
  for (const [title, value] of Object.entries(values)) {
    it(`sees ${title} of a value`, () => {
      world.see('value', value);
      assert.deepEqual(world.findings(), ['value: accessToken']);
    });
  }

  for (const [name, encode] of Object.entries(encodings)) {
    it(`finds a secret in another text: ${name}`, () => {
      const found = ['', 'x', 'xy'].map((before) =>
        new SecretPieces({ ...secrets }).in(`[${encode(`${before}${secrets.clientSecret}.`)}]`),
      );
      assert.deepEqual(found, [['clientSecret'], ['clientSecret'], ['clientSecret']]);
    });
  }

  it('finds nothing in a window that was never asked for anything', () => {
    world.seeWindow();
    assert.deepEqual(world.findings(), []);
  });
});

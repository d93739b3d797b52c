import assert from 'node:assert/strict';
import { checkField, cleanField, fieldLabels, type ProfileField } from '../../../src/profiles/profileFields';

const uuid = '11111111-2222-4333-8444-555555555555';
const goodValues: Readonly<Record<ProfileField, string>> = {
  name: 'Shop (test)',
  baseUrl: 'https://gateway.example.com/v1',
  accountId: uuid,
  subAccountId: uuid,
  clientId: uuid,
  clientSecret: 'test-secret-of-any-length==',
};
const fields = Object.keys(goodValues) as ProfileField[];
const fieldsWithoutSpaces = fields.filter((field) => field !== 'name');

describe('cleanField', () => {
  it('takes away what a copied value brings along at its ends', () => {
    assert.equal(cleanField(' \t\uFEFFvalue one\u00A0\r\n'), 'value one');
  });
});

describe('checkField', () => {
  for (const field of fields) {
    it(`has nothing to say about a good ${field}`, () => {
      assert.equal(checkField(field, goodValues[field]), undefined);
    });

    it(`takes a ${field} with spaces and line ends around it`, () => {
      assert.equal(checkField(field, ` \t${goodValues[field]}\r\n`), undefined);
    });
  }

  for (const field of fields.filter((candidate) => candidate !== 'subAccountId')) {
    it(`asks for a ${field} that is blank`, () => {
      assert.deepEqual(checkField(field, ' \n'), {
        severity: 'error',
        message: `Enter the ${fieldLabels[field]}.`,
      });
    });
  }

  it('takes no sub-account id', () => {
    assert.equal(checkField('subAccountId', ''), undefined);
  });

  for (const field of fieldsWithoutSpaces) {
    for (const space of [' ', '\t', '\n', '\u00A0']) {
      it(`says that the ${field} holds ${JSON.stringify(space)} in the middle`, () => {
        assert.deepEqual(checkField(field, `abc${space}def`), {
          severity: 'error',
          message: `The ${fieldLabels[field]} contains a space or a line break. Copy it again, without what stands around it.`,
        });
      });
    }

    for (const [name, character] of [
      ['a NUL', '\0'],
      ['a zero-width space', '\u200B'],
      ['a right-to-left override', '\u202E'],
      ['half of a surrogate pair', '\uD800'],
    ] as const) {
      it(`says that the ${field} holds ${name}`, () => {
        assert.deepEqual(checkField(field, `abc${character}def`), {
          severity: 'error',
          message: `The ${fieldLabels[field]} contains an invisible character. Copy it again.`,
        });
      });
    }
  }

  for (const field of ['accountId', 'subAccountId', 'clientId'] as const) {
    it(`only hints that a ${field} usually is a UUID`, () => {
      assert.deepEqual(checkField(field, 'shop-1'), {
        severity: 'hint',
        message: `Nomba’s ${fieldLabels[field]} usually looks like 01a10aeb-d989-460a-bbde-9842f2b4320f. Continue if yours differs.`,
      });
    });
  }

  it('takes a UUID in capitals', () => {
    assert.equal(checkField('clientId', 'ABCDEFAB-2222-4333-8444-555555555555'), undefined);
  });

  for (const length of [1, 16, 88, 400]) {
    it(`takes a client secret of ${length} characters`, () => {
      assert.equal(checkField('clientSecret', 's'.repeat(length)), undefined);
    });
  }

  it('refuses a base URL in the words of the base URL’s own check', () => {
    assert.deepEqual(checkField('baseUrl', 'gateway.example.com'), {
      severity: 'error',
      message: 'This is not a URL. Start it with https://.',
    });
  });

  const nameProblems: readonly (readonly [what: string, name: string, message: string])[] = [
    ['that is taken', ' Shop ', 'There is a profile “Shop” already. Choose another name.'],
    ['of 61 characters', 'x'.repeat(61), 'The profile name may have 60 characters at most.'],
    [
      'that VS Code would draw as an icon',
      '$(flame) shop',
      'The profile name must not contain “$(”: the status bar would show an icon in its place.',
    ],
    [
      'with a line break',
      'Shop\nProduction',
      'The profile name contains a control character or a line break.',
    ],
    [
      'with a line separator',
      'Shop\u2028Production',
      'The profile name contains a control character or a line break.',
    ],
    [
      'that turns the direction of the text around it',
      'Shop\u202Enoitcudorp',
      'The profile name contains a control character or a line break.',
    ],
  ];
  for (const [what, name, message] of nameProblems) {
    it(`refuses a name ${what}`, () => {
      assert.deepEqual(checkField('name', name, ['Shop']), { severity: 'error', message });
    });
  }

  for (const name of ['x'.repeat(60), 'Àda’s 店 👩‍💻 (live)', 'shop']) {
    it(`takes the name ${name}`, () => {
      assert.equal(checkField('name', name, ['Shop']), undefined);
    });
  }

  it('never repeats a client secret', () => {
    const findings = ['test-secret one', 'test-secret\u0000one'].map((text) =>
      checkField('clientSecret', text),
    );
    assert.deepEqual(
      findings.map((finding) => finding?.message.includes('test-secret')),
      [false, false],
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EnvFileValues } from '../../../src/sharing/envFileValues';
import { editJsonEnvFile, environmentNames } from '../../../src/sharing/jsonEnvFile';
import { fastestOf } from '../fastestOf';

const values = { NOMBA_ACCESS_TOKEN: 'access-two', NOMBA_ACCOUNT_ID: '9-9' };

/** The text afterwards. */
function edited(text: string, wanted: EnvFileValues = values, environment = 'dev'): string | undefined {
  return editJsonEnvFile(environment)(text, wanted)?.text;
}

/** Each: what it shows, the text before, the text after. */
const cases: readonly (readonly [string, string, string])[] = [
  [
    'other values and environments stay',
    '{"dev": {"NOMBA_ACCESS_TOKEN" :"x","a":[1 ,2],  "NOMBA_ACCOUNT_ID":5}, "prod": {"NOMBA_ACCESS_TOKEN": "own"}}',
    '{"dev": {"NOMBA_ACCESS_TOKEN" :"access-two","a":[1 ,2],  "NOMBA_ACCOUNT_ID":"9-9"}, "prod": {"NOMBA_ACCESS_TOKEN": "own"}}',
  ],
  [
    'comments, CR LF, tabs, a comma at the end and a byte order mark stay',
    '\uFEFF{\r\n\t// mine\r\n\t"dev": {\r\n\t\t"a": 1, /* b */\r\n\t},\r\n}',
    '\uFEFF{\r\n\t// mine\r\n\t"dev": {\r\n\t\t"a": 1, /* b */\r\n\t\t"NOMBA_ACCESS_TOKEN": "access-two",\r\n\t\t"NOMBA_ACCOUNT_ID": "9-9",\r\n\t},\r\n}',
  ],
  [
    'a comment after the last value stays in its line, without a comma',
    '{\n  "dev": {\n    "a": 1 // c\n    // d\n  }\n}',
    '{\n  "dev": {\n    "a": 1, // c\n    "NOMBA_ACCESS_TOKEN": "access-two",\n    "NOMBA_ACCOUNT_ID": "9-9"\n    // d\n  }\n}',
  ],
  [
    'a comment after the last value stays in its line, with a comma',
    '{\n  "dev": {\n    "a": 1, /* b */ // c\n    // d\n  }\n}',
    '{\n  "dev": {\n    "a": 1, /* b */ // c\n    "NOMBA_ACCESS_TOKEN": "access-two",\n    "NOMBA_ACCOUNT_ID": "9-9",\n    // d\n  }\n}',
  ],
  [
    'a comment within the line stays there',
    '{"dev": {"a": 1 /* b */}}',
    '{"dev": {"a": 1, /* b */\n    "NOMBA_ACCESS_TOKEN": "access-two",\n    "NOMBA_ACCOUNT_ID": "9-9"}}',
  ],
  [
    'a comma in a line of its own stays there',
    '{"dev": {"a": 1 // c\n  , // d\n}}',
    '{"dev": {"a": 1 // c\n  , // d\n    "NOMBA_ACCESS_TOKEN": "access-two",\n    "NOMBA_ACCOUNT_ID": "9-9",\n}}',
  ],
  [
    'every definition gets the value, and the last of several environments of a name has all',
    '{"dev": {"NOMBA_ACCESS_TOKEN": "", "NOMBA_ACCESS_TOKEN": null, "NOMBA_ACCOUNT_ID": ""}, "dev": {"NOMBA_ACCOUNT_ID": {}}}',
    '{"dev": {"NOMBA_ACCESS_TOKEN": "access-two", "NOMBA_ACCESS_TOKEN": "access-two", "NOMBA_ACCOUNT_ID": "9-9"}, "dev": {"NOMBA_ACCOUNT_ID": "9-9",\n    "NOMBA_ACCESS_TOKEN": "access-two"}}',
  ],
  [
    'an environment without anything is filled',
    '{\n    "dev": {}\n}\n',
    '{\n    "dev": {\n        "NOMBA_ACCESS_TOKEN": "access-two",\n        "NOMBA_ACCOUNT_ID": "9-9"\n    }\n}\n',
  ],
  [
    'an environment that is missing is added behind the others',
    '{\n  "prod": { "a": 1 }\n}\n',
    '{\n  "prod": { "a": 1 },\n  "dev": {\n    "NOMBA_ACCESS_TOKEN": "access-two",\n    "NOMBA_ACCOUNT_ID": "9-9"\n  }\n}\n',
  ],
  [
    'a file without environments gets one',
    '{}',
    '{\n  "dev": {\n    "NOMBA_ACCESS_TOKEN": "access-two",\n    "NOMBA_ACCOUNT_ID": "9-9"\n  }\n}',
  ],
  [
    'a file with nothing but a line break gets one',
    '{\n}\n',
    '{\n  "dev": {\n    "NOMBA_ACCESS_TOKEN": "access-two",\n    "NOMBA_ACCOUNT_ID": "9-9"\n  }\n}\n',
  ],
  [
    'a file with nothing but spaces gets one',
    '{ }',
    '{\n  "dev": {\n    "NOMBA_ACCESS_TOKEN": "access-two",\n    "NOMBA_ACCOUNT_ID": "9-9"\n  }\n}',
  ],
  [
    'a comment in an environment without anything stays, and no line is left empty',
    '{\r\n  "dev": {\r\n    // nothing yet \r\n  }\r\n}',
    '{\r\n  "dev": {\r\n    // nothing yet \r\n    "NOMBA_ACCESS_TOKEN": "access-two",\r\n    "NOMBA_ACCOUNT_ID": "9-9"\r\n  }\r\n}',
  ],
  [
    'a comment in the line of an environment without anything stays there',
    '{\n  "dev": { /* nothing yet */ }\n}',
    '{\n  "dev": { /* nothing yet */\n    "NOMBA_ACCESS_TOKEN": "access-two",\n    "NOMBA_ACCOUNT_ID": "9-9"\n  }\n}',
  ],
  [
    'empty lines in an environment without anything are filled',
    '{\n  "dev": {\n\n\n  }\n}',
    '{\n  "dev": {\n    "NOMBA_ACCESS_TOKEN": "access-two",\n    "NOMBA_ACCOUNT_ID": "9-9"\n  }\n}',
  ],
  [
    'an empty file is filled',
    '',
    '{\n  "dev": {\n    "NOMBA_ACCESS_TOKEN": "access-two",\n    "NOMBA_ACCOUNT_ID": "9-9"\n  }\n}\n',
  ],
];

// Seen to fail when: one definition of several is edited; the byte order mark is parsed, or lost; what is missing is added when there is nothing to add, or to the first of two objects of
// the name; another line ending or indentation is used; a comment goes, or an empty line is left, where there was nothing else.
describe('editJsonEnvFile', () => {
  for (const [what, before, after] of cases) {
    it(`keeps to the text: ${what}`, () => {
      assert.equal(edited(before), after);
    });
  }

  it('empties values, and adds nothing', () => {
    const wanted = { NOMBA_ACCESS_TOKEN: '', NOMBA_SUB_ACCOUNT_ID: '' };
    assert.deepEqual(
      ['{"dev": {"NOMBA_ACCESS_TOKEN": "x"}}', '{"dev": {}}', '{}', ''].map((text) => edited(text, wanted)),
      ['{"dev": {"NOMBA_ACCESS_TOKEN": ""}}', '{"dev": {}}', '{}', ''],
    );
  });

  it('edits nothing that is no object of environments', () => {
    const texts = ['[]', '{"dev": 1}', '{"dev": {"a": }}', '{"dev": {}', 'x', '{}{}', '['.repeat(500_000)];
    assert.deepEqual(
      texts.map((text) => edited(text)),
      texts.map(() => undefined),
    );
  });

  it('names those whose former value is gone', () => {
    const text =
      '{"dev": {"NOMBA_ACCESS_TOKEN": "", "NOMBA_ACCOUNT_ID": "x"}, "prod": {"NOMBA_ACCESS_TOKEN": "x"}}';
    assert.deepEqual(editJsonEnvFile('dev')(text, values)?.replaced, ['NOMBA_ACCOUNT_ID']);
  });

  it('lists the environments of a file', () => {
    assert.deepEqual(
      ['\uFEFF{"dev": {}, "$shared": {}, "a": 1, "dev": {},}', '{}', '[]', ''].map(environmentNames),
      [['dev', '$shared'], [], undefined, undefined],
    );
  });

  const name = fc.oneof(fc.constantFrom('dev', '__proto__', 'NOMBA_ACCESS_TOKEN'), fc.string());
  const environment = fc.dictionary(name, fc.jsonValue(), { maxKeys: 4 });
  const file = fc
    .tuple(fc.dictionary(name, environment, { maxKeys: 3 }), fc.constantFrom(undefined, 2, '\t'))
    .map(([object, space]) => JSON.stringify(object, undefined, space));
  const wantedValues: fc.Arbitrary<EnvFileValues> = fc.record({
    NOMBA_ACCESS_TOKEN: fc.string(),
    NOMBA_ACCOUNT_ID: fc.string(),
  });

  it('changes nothing that a reader sees but the values, and does the same when it is done twice', () => {
    fc.assert(
      fc.property(file, wantedValues, (text, wanted) => {
        const after = edited(text, wanted) ?? '';
        const before = JSON.parse(text) as Record<string, Record<string, unknown>>;
        const former = Object.hasOwn(before, 'dev') ? before['dev'] : undefined;
        const set = Object.entries(wanted).filter(
          ([key, value]) => value !== '' || (former !== undefined && Object.hasOwn(former, key)),
        );
        const expected =
          former === undefined && set.length === 0
            ? before
            : { ...before, dev: { ...former, ...Object.fromEntries(set) } };
        assert.deepEqual([JSON.parse(after), edited(after, wanted)], [expected, after]);
      }),
    );
  });

  it('takes time in proportion to the length of a text of bad intent', () => {
    const texts = [
      '{"dev":'.repeat(100_000),
      `{"dev": {${'"NOMBA_ACCESS_TOKEN": 1,'.repeat(40_000)}}}`,
      `{${'"dev": {},'.repeat(90_000)}}`,
      `{${' '.repeat(1_000_000)}"dev": {}}`,
    ];
    const reading = fastestOf(3, () => texts.map((text) => [text.split(''), text.split(/\r\n|\r|\n/)]));
    assert.ok(fastestOf(1, () => texts.map((text) => edited(text))) < 20 * reading + 400);
  });
});

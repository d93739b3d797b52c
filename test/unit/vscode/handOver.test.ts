import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { requestAt } from '../../../src/httpFile/requestAt';
import type { HttpClientName } from '../../../src/vscode/doctor/httpClients';
import type * as HandOver from '../../../src/vscode/handOver';
import { loadWithEditor } from './loadWithEditor';

/** Lines alone: columns do not matter here. */
class Lines {
  readonly lines: readonly unknown[];

  constructor(...places: readonly unknown[]) {
    this.lines = places.map((place) => (place instanceof Lines ? place.lines[0] : place));
  }

  isEqual(other: Lines): boolean {
    return JSON.stringify(this) === JSON.stringify(other);
  }
}

interface HandedOver {
  readonly command: readonly unknown[];
  readonly selected: unknown;
}

/** What the command of a client is, and where it runs. */
interface Client {
  readonly call?: (editor: { selection: Lines }) => Promise<unknown> | undefined;
  readonly presence?: 'active' | 'inactive' | 'otherHost';
}

/** What the client is called with, what is selected then, and what is selected in the end; the cursor was in line 9. */
async function handedOver(
  client: HttpClientName,
  languageId: string,
  text: string,
  line: number,
  { call = () => undefined, presence = 'active' }: Client = {},
): Promise<readonly [HandedOver | undefined, unknown, failure?: string]> {
  let seen: HandedOver | undefined;
  const textLines = text.split('\n');
  const editor = {
    document: {
      languageId,
      fileName: 'a',
      lineAt: (index: number) => ({ range: { end: new Lines(index, textLines[index]?.length) } }),
    },
    selection: new Lines(9),
    get selections(): readonly Lines[] {
      return [this.selection];
    },
    set selections([first = new Lines()]: readonly Lines[]) {
      this.selection = first;
    },
  };
  const { handOver } = await loadWithEditor<typeof HandOver>('handOver', {
    Position: Lines,
    Range: Lines,
    Selection: Lines,
    extensions: {
      getExtension: () => (presence === 'otherHost' ? undefined : { isActive: presence === 'active' }),
    },
    commands: {
      executeCommand: async (...command: readonly unknown[]) => {
        seen = {
          command: command.map((part) => (part instanceof Lines ? part.lines : part)),
          selected: editor.selection.lines,
        };
        // Through the main thread it begins later.
        if (presence !== 'active') {
          await new Promise(setImmediate);
          await new Promise(setImmediate);
          seen = { ...seen, selected: editor.selection.lines };
        }
        return call(editor);
      },
    },
  });
  const request = requestAt(text, line, languageId === 'http' ? undefined : languageId);
  assert.ok(request !== undefined);
  const failure = await handOver(client, editor as unknown as vscode.TextEditor, request).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  return failure === undefined ? [seen, editor.selection.lines] : [seen, editor.selection.lines, failure];
}

const file = '### One\nGET a.com/1\n\n### Two\nGET a.com/2\n';
const unseparated = 'POST a.com/1\n\n{}\nPOST a.com/2\nA: 1\n';
const markdown = `\`\`\`http\n${file}\`\`\`\n`;
const asciiDoc = `[source,http]\n----\n${file}----\n`;

// Seen to fail when: a request of a code block is handed over by its line; nothing is selected; the cursor does not go back, or goes back although the user has moved it, or only with the answer;
// a client that the main thread has to start finds nothing selected.
describe('handing a request over', () => {
  const byPlace = { command: ['rest-client.request', undefined, [4, 0, 4, 0]], selected: [9] };
  const bySelection = (from: number, to: number): HandedOver => ({
    command: ['rest-client.request'],
    selected: [from, to],
  });
  const cases: readonly (readonly [
    what: string,
    given: readonly [HttpClientName, string, string, number],
    expected: HandedOver,
  ])[] = [
    ['one of a file', ['REST Client', 'http', file, 4], byPlace],
    ['one that nothing separates', ['REST Client', 'http', unseparated, 3], bySelection(3, 4)],
    ['the first of several in a code block', ['REST Client', 'markdown', markdown, 2], bySelection(1, 3)],
    ['a later one of a code block', ['REST Client', 'markdown', markdown, 5], bySelection(4, 5)],
    ['one of AsciiDoc', ['REST Client', 'asciidoc', asciiDoc, 6], bySelection(5, 6)],
    [
      'one of Markdown',
      ['httpYac', 'markdown', markdown, 5],
      { command: ['httpyac.send', undefined, 5], selected: [9] },
    ],
  ];
  for (const [what, given, expected] of cases) {
    it(`has ${given[0]} send no other: ${what}`, async () => {
      assert.deepEqual(await handedOver(...given), [expected, [9]]);
    });
  }

  it('leaves a cursor that was moved meanwhile', async () => {
    const [, selected] = await handedOver('REST Client', 'markdown', markdown, 5, {
      call: (editor) => {
        editor.selection = new Lines(0);
        return undefined;
      },
    });
    assert.deepEqual(selected, [0]);
  });

  it('leaves nothing selected while the client waits for the answer, where a key would replace the request', async () => {
    let whileWaiting: unknown;
    await handedOver('REST Client', 'markdown', markdown, 5, {
      call: async (editor) => {
        await new Promise(setImmediate);
        await new Promise(setImmediate);
        whileWaiting = editor.selection.lines;
      },
    });
    assert.deepEqual(whileWaiting, [9]);
  });

  it('leaves the cursor where the user puts it while the client waits for the answer', async () => {
    const [, selected] = await handedOver('REST Client', 'markdown', markdown, 5, {
      call: async (editor) => {
        await new Promise(setImmediate);
        await new Promise(setImmediate);
        editor.selection = new Lines(4, 5);
      },
    });
    assert.deepEqual(selected, [4, 5]);
  });

  const failure = 'Refusal: REST Client could not send the request.';
  for (const [when, call] of [
    ['at once', async () => Promise.reject(new Error('invented'))],
    [
      'later',
      async () => {
        await new Promise(setImmediate);
        await new Promise(setImmediate);
        throw new Error('invented');
      },
    ],
  ] as const) {
    it(`has the cursor go back when the client fails ${when}`, async () => {
      assert.deepEqual(await handedOver('REST Client', 'markdown', markdown, 5, { call }), [
        bySelection(4, 5),
        [9],
        failure,
      ]);
    });
  }

  for (const [what, presence] of [
    ['is not active yet', 'inactive'],
    ['runs in another host, and begins later', 'otherHost'],
  ] as const) {
    it(`has the request selected when a client begins that ${what}`, async () => {
      assert.deepEqual(await handedOver('REST Client', 'markdown', markdown, 5, { presence }), [
        bySelection(4, 5),
        [9],
      ]);
    });
  }
});

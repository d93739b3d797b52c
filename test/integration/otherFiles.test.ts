import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { credentials, execute } from './extension';
import { newMessages } from './messages';
import { cursorAt, openDocument } from './openDocument';

const clientsReference = 'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}';

/** What is inserted, by the language of the editor. */
const insertions: readonly (readonly [language: string, inserted: string])[] = [
  ['shellscript', 'Authorization: Bearer $NOMBA_ACCESS_TOKEN'],
  ['python', `f"Bearer {os.environ['NOMBA_ACCESS_TOKEN']}"`],
  ['markdown', clientsReference],
  ['plaintext', clientsReference],
];

describe('nomba.insertBearerToken in another file', () => {
  beforeEach(async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
  });

  for (const [language, inserted] of insertions) {
    it(`inserts at each cursor what ${language} understands, in the place of what is selected`, async () => {
      const text = 'one two three\n';
      const document = await openDocument(language, text, [0, 3], cursorAt(text, 'three'));
      await execute('nomba.insertBearerToken');
      const after = document.getText();
      await vscode.commands.executeCommand('undo');
      assert.deepEqual(
        { after, undone: document.getText() },
        { after: `${inserted} two ${inserted}three\n`, undone: text },
      );
    });
  }

  it('asks for an editor when there is none', async () => {
    await execute('nomba.insertBearerToken');
    assert.deepEqual(newMessages(), [
      {
        severity: 'warning',
        text: 'Open the file to insert the bearer token into, and put the cursor where it belongs.',
        buttons: [],
      },
    ]);
  });
});

import * as vscode from 'vscode';
import { bearerLiteral, bearerReference } from '../../httpFile/bearerReference';
import { referenceHeaders, type Dialect } from '../../httpFile/dialect';
import { insertIntoDocument } from '../../httpFile/documentInsertion';
import type { HeaderField, HeaderInsertion, SkipReason } from '../../httpFile/insertHeaders';
import { accountIdHeaderName, authorizationHeaderName, bearerValue } from '../../httpFile/tokenReference';
import { printable } from '../../profiles/printable';
import { identityOf, type Profile } from '../../profiles/profile';
import { checkArgument } from '../commandArgument';
import { editorToInsertInto } from '../editorToInsertInto';
import { showFailure } from '../failureMessages';
import { profileOrActive, refuseLateToken } from '../pickProfile';
import { Refusal } from '../refusal';
import type { Command } from '../command';
import type { Services } from '../services';
import { tellWhatIsMissing } from '../whatIsMissing';
import { withCancellableProgress } from '../cancellableProgress';

/**
 * In a `.http` file, gives the request under each cursor its `Authorization` and `accountId` headers; anywhere else, inserts the bearer at each cursor. By
 * reference, unless the user wants the token itself and has been warned.
 */
export const insertBearerToken: Command<'nomba.insertBearerToken'> = (services) => async (value) => {
  const argument = checkArgument(value, {
    style: 'string',
    ask: 'boolean',
    uri: 'string',
    line: 'number',
  });
  const style = argument?.style ?? services.settings.get('nomba.httpFile.tokenStyle');
  if (style !== 'reference' && style !== 'literal') {
    throw new Refusal('The argument “style” must be “reference” or “literal”.');
  }
  const editor = editorToInsertInto(argument?.uri);
  const places = placesIn(editor, argument?.line);
  const profile = profileOrActive(services, undefined);
  if (style === 'literal') {
    // An argument is an answer: a keybinding that asks for the literal has been warned by its author.
    const isAnswered = argument?.style === 'literal' && argument.ask !== true;
    const accepted = isAnswered || (await acceptsLiteral(editor.document));
    const bearer = accepted ? await literalBearer(services, profile) : undefined;
    if (bearer !== undefined) {
      refuseLateToken(services, undefined, profile);
      await insert(
        editor,
        places,
        () => literalHeaders(bearer, profile),
        bearerLiteral(editor.document.languageId, bearer),
      );
    }
    return undefined;
  }
  if (await insert(editor, places, referenceHeaders, bearerReference(editor.document.languageId))) {
    tellWhatIsMissing(services, profile);
  }
  return undefined;
};

/** Where to insert: at the line that was asked for, else at the cursors. */
function placesIn(editor: vscode.TextEditor, line: number | undefined): readonly vscode.Selection[] {
  if (line === undefined) {
    return editor.selections;
  }
  const start = editor.document.validatePosition(new vscode.Position(Math.max(0, Math.trunc(line)), 0));
  return [new vscode.Selection(start, start)];
}

/** One edit, so one undo step. `false` when nothing could be inserted; the user knows why by then. */
async function insert(
  editor: vscode.TextEditor,
  places: readonly vscode.Selection[],
  headersIn: (dialect: Dialect) => readonly HeaderField[],
  elsewhere: string,
): Promise<boolean> {
  const { document } = editor;
  const selections = places.map((place) => ({
    start: document.offsetAt(place.start),
    end: document.offsetAt(place.end),
  }));
  const insertion = insertIntoDocument(document, document.getText(), selections, headersIn);
  if (insertion === undefined) {
    await edit(editor, (builder) => {
      places.forEach((place) => {
        builder.replace(place, elsewhere);
      });
    });
    return true;
  }
  explainSkipped(insertion);
  if (insertion.edits.length > 0) {
    await edit(editor, (builder) => {
      insertion.edits.forEach(({ start, end, newText }) => {
        builder.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), newText);
      });
    });
  }
  return insertion.requests > 0;
}

/** @throws {Refusal} when the editor does not take the edit: it is read-only, or was closed or changed meanwhile. */
async function edit(
  editor: vscode.TextEditor,
  build: (builder: vscode.TextEditorEdit) => void,
): Promise<void> {
  const { version } = editor.document;
  // An editor that was closed rejects.
  const done = await editor.edit(build).then(
    (applied) => applied,
    () => false,
  );
  // VS Code reports success for a read-only editor, too.
  if (!done || editor.document.version === version) {
    throw new Refusal('Nothing was inserted: the file is read-only, or was closed or changed meanwhile.');
  }
}

const skipSentences: Readonly<Record<SkipReason, string>> = {
  noRequest: 'no request here. Put the cursor on a line such as GET https://…',
  curl: 'a curl command. Begin with a method and a URL.',
  missingSeparator: 'put a line “###” before this request first.',
};

function explainSkipped({ skipped }: HeaderInsertion): void {
  const [first] = skipped;
  if (first !== undefined) {
    void vscode.window.showWarningMessage(`From line ${first.line + 1}: ${skipSentences[first.reason]}`);
  }
}

async function acceptsLiteral(document: vscode.TextDocument): Promise<boolean> {
  const name = printable(vscode.workspace.asRelativePath(document.uri));
  const answer = await vscode.window.showWarningMessage(
    `Write the access token itself into ${name}?`,
    {
      modal: true,
      detail:
        'Whoever reads the file can use it until it expires, and it is easily committed. It is not renewed. The reference works in REST Client, httpYac and Visual Studio without the token in the file.',
    },
    'Insert the Token',
  );
  return answer !== undefined;
}

async function literalBearer({ tokens }: Services, profile: Profile): Promise<string | undefined> {
  try {
    const { accessToken } = await withCancellableProgress(
      `Getting the token of “${profile.name}”…`,
      async (signal) => tokens.get(identityOf(profile), { signal, byUser: true }),
    );
    return bearerValue(accessToken.reveal());
  } catch (error) {
    showFailure(`There is no token of “${profile.name}” to insert.`, profile, error);
    return undefined;
  }
}

function literalHeaders(bearer: string, profile: Profile): readonly HeaderField[] {
  return [
    { name: authorizationHeaderName, value: bearer },
    { name: accountIdHeaderName, value: profile.accountId },
  ];
}

import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { HttpText } from '../../../../src/httpFile/httpText';
import type * as HoverProvider from '../../../../src/vscode/httpFile/hoverProvider';
import type { ShownToken } from '../../../../src/vscode/httpFile/requestLens';
import { localTime } from '../../../../src/vscode/timeLeft';
import { FakeClock } from '../../../fakes/fakeClock';
import { accountId, contextOf, tokenOf } from '../../httpFile/findings/findingContext';
import { loadWithEditor } from '../loadWithEditor';

class MarkdownString {
  value = '';

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }

  appendText(text: string): this {
    this.value += text;
    return this;
  }
}

const clock = new FakeClock();
const fresh: ShownToken = { text: '', label: 'in words', state: 'fresh', withheld: undefined };

/** The text of the hover over the first character of a part, and what it is about. */
async function hovered(text: string, part: string, current = fresh): Promise<readonly string[]> {
  const { RequestHoverProvider } = await loadWithEditor<typeof HoverProvider>('httpFile/hoverProvider', {
    MarkdownString,
    Range: class {
      readonly places: readonly number[];

      constructor(...places: readonly number[]) {
        this.places = places;
      }
    },
    Hover: class {
      readonly shown: readonly string[];

      constructor(markdown: MarkdownString, range: { readonly places: readonly number[] }) {
        this.shown = [markdown.value, text.slice(...range.places)];
      }
    },
  });
  const provider = new RequestHoverProvider({
    files: { regions: () => [{ start: 0, text: new HttpText(text) }] },
    contexts: { of: () => contextOf(text) },
    token: { profile: {}, current },
    clock,
  } as unknown as HoverProvider.HoverPorts);
  // Positions are offsets here.
  const document = { offsetAt: (position: unknown) => position, positionAt: (offset: number) => offset };
  const hover = provider.provideHover(
    document as unknown as vscode.TextDocument,
    text.indexOf(part) as unknown as vscode.Position,
  );
  return (hover as unknown as { readonly shown: readonly string[] } | undefined)?.shown ?? [];
}

const request = 'GET https://sandbox.nomba.com/v1/accounts/balance\nAuthorization: Bearer ';

// Seen to fail when: the claims, the environment or the time left are not told; it is not said that a token should not be here; the token itself is told.
describe('the hover over a token in a file', () => {
  const issuedAt = clock.now() - 60_000;
  const expiresAt = clock.now() + 1_740_000;
  const claims = { 'E:sandbox.nomba.com': '', [`G:${accountId}`]: '', sub: 'client-1', iat: issuedAt / 1000 };

  it('says what a token of Nomba says of itself, how long it has left, and that it should not be here', async () => {
    const token = tokenOf({ ...claims, exp: expiresAt / 1000 });
    assert.deepEqual(await hovered(request + token, token), [
      [
        '$(warning) A Nomba token in the file: it expires here, and is easily committed. Use a reference in its place.',
        '',
        'Environment: sandbox  ',
        `Account id: ${accountId}  `,
        'Client id: client-1  ',
        `Issued: ${localTime(issuedAt)}  `,
        `Expires: ${localTime(expiresAt)} (in 29 minutes)  `,
        '',
      ].join('\n'),
      token,
    ]);
  });

  it('says that it has expired', async () => {
    const token = tokenOf({ ...claims, exp: issuedAt / 1000 });
    const [shown = ''] = await hovered(request + token, token);
    assert.match(shown, / \(expired\) {2}\n$/);
  });
});

// Seen to fail when: the reason is left out.
describe('the hover over a reference', () => {
  const reference = '{{$processEnv NOMBA_ACCESS_TOKEN}}';
  const meaning = '`NOMBA_ACCESS_TOKEN`: The access token of the active Nomba profile.\n\nin words';

  it('says what it stands for, and why it is empty', async () => {
    assert.deepEqual(
      [
        await hovered(request + reference, reference),
        await hovered(request + reference, reference, { ...fresh, withheld: 'production' }),
        await hovered(request + reference, reference, { ...fresh, withheld: 'never' }),
      ],
      [
        [meaning, reference],
        [`${meaning}\n\nNot shared: a production token is shared only after you say yes.`, reference],
        [`${meaning}\n\nNot shared: you have turned sharing off.`, reference],
      ],
    );
  });
});

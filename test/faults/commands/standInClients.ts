// The clients of request files beside the editor that stands in for VS Code.
import { environmentVariables } from '../../../src/httpFile/tokenReference';
import type { Desk, EditorFault } from './desk';

const ids = { 'humao.rest-client': 'rest-client.request', 'anweber.vscode-httpyac': 'httpyac.send' } as const;

export type ClientId = keyof typeof ids;

type Send = (text: unknown) => Promise<unknown>;
type Plugin = (api: object) => void;

/** @param desk the one that is in use. */
export function clientsOf(
  desk: () => Desk,
  failing: (fault: EditorFault) => Promise<void>,
): {
  readonly extensions: object;
  readonly commands: () => readonly string[];
  readonly called: (command: string) => Promise<void>;
  readonly sendByHttpYac: () => Promise<void>;
} {
  const isHere = (id: string): id is ClientId => desk().clients.some((client) => client === id);
  let plugins: Record<string, Plugin> = {};
  return {
    extensions: {
      getExtension: (id: string) =>
        isHere(id)
          ? {
              isActive: true,
              packageJSON: { version: '1.0.0' },
              activate: async () => {
                plugins = {};
                await failing('clients');
                const httpyac = { store: { pluginStore: plugins } };
                return { httpyac, documentStore: { clear: () => undefined } };
              },
            }
          : undefined,
      onDidChange: () => ({ dispose: () => undefined }),
    },
    commands: () => desk().clients.map((id) => ids[id]),
    /** A client that is called reads the variables, and sends them. */
    called: async (command) => {
      if (desk().clients.some((id) => ids[id] === command)) {
        desk().given.see('requests of clients', process.env[environmentVariables.accessToken] ?? '');
        await failing('clients');
      }
    },
    /** httpYac sends a request that has `{{$nombaToken}}`; what is thrown it shows. */
    sendByHttpYac: async () => {
      const actions: Send[] = [];
      const replaceVariable = { addHook: (_id: string, action: Send) => actions.push(action) };
      for (const plugin of Object.values(plugins)) {
        plugin({ hooks: { replaceVariable } });
      }
      for (const action of actions) {
        await action('Bearer {{$nombaToken}}').then(
          (text) => {
            desk().given.see('requests of httpYac', text);
          },
          (error: unknown) => {
            desk().seen.see('errors', error);
          },
        );
      }
    },
  };
}

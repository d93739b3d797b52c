/** Where nobody has asked for a secret: none may be empty, or the search would prove nothing of it. */
export const visiblePlaces = [
  'toasts, information',
  'toasts, warning',
  'toasts, error',
  'buttons of toasts',
  'modal questions',
  'input boxes',
  'lists to pick from',
  'progress',
  'status texts',
  'tooltips',
  'log, debug',
  'log, info',
  'log, warn',
  'errors',
  'results',
  'events',
  'settings',
  'states',
  'context keys',
  'commands of the editor',
  'documents',
  'edits',
  // Lenses, hovers, completions, quick fixes, what is pasted, and the profile beside the name of the language.
  'request files',
  'problems',
  'files',
  // Those that are kept current: when the window is closed.
  'env files',
  'files of the workspace',
  'terminals',
  'environment',
  'keys of secrets',
  'addresses',
] as const;

/** The only places where a secret may be: where it was asked for, and where it has to be. Each must have had one, or it would not belong here. */
export const secretPlaces = [
  // After a command that copies, and not otherwise.
  'clipboard',
  // Of `nomba.getAccessToken`, and of no other command.
  'results',
  // What another extension asks for.
  'the API',
  // The variable of a shared token that clients of request files and terminals read, and no other one.
  'environment',
  // The same variable of new terminals, where the setting wants that.
  'terminals',
  // Those that the user wants to be kept current, until the window closes.
  'env files',
  // What a client reads from the environment when `nomba.sendRequest` calls it.
  'requests of clients',
  // What stands for `{{$nombaToken}}`.
  'requests of httpYac',
  // When the token itself was asked for, not the reference.
  'edits',
  // Those that are masked.
  'input boxes',
  'secret storage',
  // To the host of the profile: the header and the body, not the address.
  'requests',
] as const;

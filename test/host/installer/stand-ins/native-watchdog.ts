// Takes the place of a native module that ends an extension host whose parent hangs. It is not compiled here; without a stand-in every
// extension host starts with a page of stack trace. The launcher ends the whole process group anyway.
export function start(): void {
  // Nothing watches.
}

export function exit(code?: number): void {
  process.exit(code ?? 0);
}

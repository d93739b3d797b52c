/** Names the variable that holds the address of the launcher's window control, inside the extension host. */
export const windowControlVariable = 'NOMBA_TEST_HOST_WINDOW';

/** Errors of the browser and of tfjs say what broke, not what to do; errors of our own classes say both. */
export function told(error: unknown): { name: string; message: string } {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (/memory|allocation|out of bounds|unreachable/i.test(message) && ['Error', 'RangeError', 'RuntimeError'].includes(name)) {
    return {
      name: 'OutOfMemory',
      message: `The memory ran out or was damaged (${message}). Reload the page, then choose a narrower last block or a smaller batch.`,
    };
  }
  if (['Error', 'TypeError', 'RangeError', 'RuntimeError', 'ReferenceError'].includes(name)) {
    return { name: 'Unexpected', message: `Something unexpected happened: ${message}. Reload the page and try again.` };
  }
  return { name, message };
}
